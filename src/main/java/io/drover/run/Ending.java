package io.drover.run;

import io.drover.journal.JournalException;

/** How a run comes to its end before all its records are settled, if it does. Safe for many threads. */
public final class Ending {
    private volatile boolean pending;
    private volatile String broken = "";
    private volatile String halted = "";
    private volatile boolean cancelled;
    private volatile boolean diskFailed;

    Ending() {}

    /** Sends nothing further and ends with its records pending, because somebody said so. */
    public void halt(String reason) {
        halted = reason;
        pending = true;
    }

    /** Sends nothing from here on: what is not settled ends in the error file. Called before its first batch is read. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** Whether no further batch may be begun. */
    public boolean isHalted() {
        return !halted.isEmpty() || isBroken();
    }

    void leavePending() {
        pending = true;
    }

    boolean isPending() {
        return pending;
    }

    void breakOff(String reason) {
        if (broken.isEmpty()) {
            broken = reason;
        }
        pending = true;
    }

    /** As {@link #breakOff}: what was to be kept could not be written. Whoever opens the run again may succeed. */
    void diskFailed(String reason) {
        diskFailed = true;
        breakOff(reason);
    }

    /** Changes the journal; the run breaks off when that is not possible. */
    void unlessDiskFails(Runnable change) {
        try {
            change.run();
        } catch (JournalException e) {
            diskFailed("the journal can't be written: " + e.getMessage());
        }
    }

    /** Whether it ended because what was to be kept could not be written. */
    public boolean isDiskFailed() {
        return diskFailed;
    }

    boolean isBroken() {
        return !broken.isEmpty();
    }

    /** Why it ends with its records pending. */
    String reason() {
        return isBroken() ? broken : halted.isEmpty() ? "the process is stopping" : halted;
    }
}
