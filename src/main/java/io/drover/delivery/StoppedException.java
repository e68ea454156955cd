package io.drover.delivery;

/** The process is stopping; the batch stays pending. */
public final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    public StoppedException() {
        super("the process is stopping; the batch stays pending");
    }
}
