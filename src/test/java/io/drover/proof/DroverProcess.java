package io.drover.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The jar at work, perhaps behind a tracer, and what is done to it. */
final class DroverProcess implements AutoCloseable {
    static final String READY = "Drover watches.";

    private final Process process;
    private final Path log;

    private DroverProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static DroverProcess start(Path directory, List<String> command, Path log) throws IOException {
        return new DroverProcess(
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    /** Waits until it says that it watches; false when it ended or the time was over before. */
    boolean awaitReady(long seconds) throws IOException {
        return awaitLine(READY, seconds);
    }

    boolean awaitLine(String text, long seconds) throws IOException {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < until) {
            boolean alive = process.isAlive();
            if (printed().contains(text)) {
                return true;
            }
            if (!alive) {
                return false;
            }
            rest(20);
        }
        return false;
    }

    String printed() throws IOException {
        return Files.readString(log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean awaitEnd(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    /** The virtual machine, also behind a tracer. */
    ProcessHandle machine() {
        return process.children().findFirst().orElse(process.toHandle());
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(machine().pid()))
                .start()
                .waitFor();
    }

    /** {@code kill -9}; returns when it is dead. */
    void kill() throws InterruptedException {
        ProcessHandle machine = machine();
        machine.destroyForcibly();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            process.waitFor();
        }
        machine.onExit().join();
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void rest(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }
}
