package io.drover.delivery;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Cancels what outlives its time, on one daemon thread for the whole process.
 *
 * <p>A socket time-out limits each read and no write; an answer that dribbles or a peer that stops reading needs this.
 * The thread looks at all running exchanges every few milliseconds instead of sorting them by time: a registration is
 * then two cheap map operations and wakes nobody, and there are only as many as there are requests in flight.
 */
public final class Deadlines {
    private static final long LONGEST_LOOK_NANOS = Duration.ofMillis(50).toNanos();
    private static final long SHORTEST_LOOK_NANOS = Duration.ofMillis(5).toNanos();

    private final Set<Deadline> running = ConcurrentHashMap.newKeySet();
    private final Thread watchdog = new Thread(this::watch, "drover-deadlines");
    private volatile long lookNanos = LONGEST_LOOK_NANOS;
    private volatile boolean asleep;

    /** Starts the watchdog's thread. */
    public static Deadlines start() {
        Deadlines deadlines = new Deadlines();
        deadlines.watchdog.setDaemon(true);
        deadlines.watchdog.start();
        return deadlines;
    }

    private Deadlines() {}

    /** Runs {@code cancel} after that time, unless {@link Deadline#end} comes first. */
    public Deadline begin(Duration limit, Runnable cancel) {
        Deadline deadline = new Deadline(limit.toNanos(), cancel);
        if (deadline.limitNanos / 10 < lookNanos) {
            lookNanos = Math.max(SHORTEST_LOOK_NANOS, deadline.limitNanos / 10);
        }
        running.add(deadline);
        if (asleep) {
            LockSupport.unpark(watchdog);
        }
        return deadline;
    }

    private void watch() {
        while (true) {
            if (running.isEmpty()) {
                asleep = true;
                // Looked at again after the flag is up: a registration in between would not have woken this thread.
                if (running.isEmpty()) {
                    LockSupport.park(this);
                }
                asleep = false;
            } else {
                LockSupport.parkNanos(this, lookNanos);
            }
            long now = System.nanoTime();
            for (Deadline deadline : running) {
                deadline.cancelIfOver(now);
            }
        }
    }

    /** The time one exchange has left. */
    public final class Deadline {
        private final long limitNanos;
        private final Runnable cancel;
        private volatile long at;
        private volatile boolean over;

        private Deadline(long limitNanos, Runnable cancel) {
            this.limitNanos = limitNanos;
            this.cancel = cancel;
            this.at = System.nanoTime() + limitNanos;
        }

        /** Counts the whole time again from now on. */
        public void restart() {
            at = System.nanoTime() + limitNanos;
        }

        public void end() {
            running.remove(this);
        }

        /** The exchange was cancelled because its time was over. */
        public boolean isOver() {
            return over;
        }

        private void cancelIfOver(long now) {
            if (now - at >= 0 && running.remove(this)) {
                over = true;
                cancel.run();
            }
        }
    }
}
