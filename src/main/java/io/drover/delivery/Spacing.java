package io.drover.delivery;

/**
 * Spreads starts in time (the generic cell rate algorithm, virtual scheduling form): each start pushes the
 * next one away by an interval, and {@code tolerance} says how far ahead of that plan starts may run.
 *
 * <p>Not thread-safe. Times are nanoseconds of one monotonic clock.
 */
final class Spacing {
    private long planned;

    Spacing(long now) {
        planned = now;
    }

    /** When the next start is allowed; at or before now means at once. */
    long next(long tolerance) {
        return planned - tolerance;
    }

    /** Forgets what was planned: the next start is allowed from now on. */
    void restart(long now) {
        planned = now;
    }

    void started(long now, long interval) {
        planned = Math.max(planned, now) + interval;
    }
}
