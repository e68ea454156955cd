package io.drover.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** SIGINT and SIGTERM: the command is woken up, ends in its own way, and its exit code is the process's. */
public final class Interruption {
    private static final Duration LONGEST_END = Duration.ofMillis(9500);

    private final List<Runnable> wakeUps = new ArrayList<>();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile int exitCode = ExitCode.INTERRUPTED;

    /** What is to be done at once when the process is interrupted; at once, too, when it already is. */
    void onInterrupt(Runnable wakeUp) {
        synchronized (wakeUps) {
            wakeUps.add(wakeUp);
        }
        if (isInterrupted()) {
            wakeUp.run();
        }
    }

    boolean isInterrupted() {
        return interrupted.getCount() == 0;
    }

    /** Returns when the process is to stop. */
    void await() {
        try {
            interrupted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Wakes the command up. */
    public void interrupt() {
        interrupted.countDown();
        List<Runnable> now;
        synchronized (wakeUps) {
            now = List.copyOf(wakeUps);
        }
        now.forEach(Runnable::run);
    }

    /** The command has ended and everything is written. */
    public void finished(int code) {
        exitCode = code;
        finished.countDown();
    }

    /**
     * For a shutdown hook: interrupts the command and waits for its end, shortly below the ten seconds after which
     * others kill. Without a command that goes on it does nothing.
     *
     * @return whether there was a command to interrupt
     */
    public boolean interruptAndAwaitEnd() {
        if (finished.getCount() == 0) {
            return false;
        }
        interrupt();
        try {
            finished.await(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    public int exitCode() {
        return exitCode;
    }
}
