package io.drover.run;

import io.drover.journal.JournalException;
import java.io.IOException;

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

    /** As {@link #breakOff}: the disk could not be read or written. Whoever opens the run again may succeed. */
    void diskFailed(String reason) {
        diskFailed = true;
        breakOff(reason);
    }

    /** Breaks off because the source can't be read on; whoever opens the run again may succeed where the disk failed. */
    void unreadable(Exception cause) {
        boolean told = cause instanceof IOException;
        String reason = "the file can't be read: " + (told ? cause.getMessage() : cause);
        if (DiskTrouble.isBehind(cause)) {
            diskFailed(reason);
        } else {
            breakOff(reason);
        }
    }

    /** Changes the journal; the run breaks off when that is not possible. */
    void unlessDiskFails(Runnable change) {
        try {
            change.run();
        } catch (JournalException e) {
            diskFailed("the journal can't be written: " + e.getMessage());
        }
    }

    /** Whether it ended because the disk could not be read or written. */
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
