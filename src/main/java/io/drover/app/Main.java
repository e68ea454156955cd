package io.drover.app;

/** The process entry point. */
public final class Main {
    private Main() {}

    /** Starts the command named by the arguments. */
    public static void main(String[] args) {
        System.out.println("drover");
    }
}
