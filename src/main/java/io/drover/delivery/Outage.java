package io.drover.delivery;

import java.time.Duration;

/**
 * Whether a connection is down, why, and when the next probe may start.
 *
 * <p>The first probe comes after a second, each further one after twice the wait of the one before, up to a cap.
 * A probe that never comes back (its sender ended in silence) counts as lost after the longest attempt.
 *
 * <p>Pure and not thread-safe: {@link Gate} guards it. Times are nanoseconds of one monotonic clock.
 */
final class Outage {
    static final Duration FIRST_PROBE = Duration.ofSeconds(1);
    /** An outage that ends is followed by a success within five seconds: a second of them is for the probe itself. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private final long longestAttempt;
    private boolean down;
    private String reason = "";
    private long since;
    private long wait;
    private long nextProbe;

    Outage(Duration longestAttempt) {
        this.longestAttempt = longestAttempt.toNanos();
    }

    boolean down() {
        return down;
    }

    String reason() {
        return reason;
    }

    long since() {
        return since;
    }

    /** When the next probe may start, while down. */
    long nextProbe() {
        return nextProbe;
    }

    /**
     * The destination could not be used. While down, only a probe says so anew: answers to what was in flight when
     * the outage began change nothing but the reason.
     */
    void failed(Pass pass, String why, Duration cap, long now) {
        reason = why;
        if (!down) {
            down = true;
            since = now;
            wait = Math.min(FIRST_PROBE.toNanos(), cap.toNanos());
            nextProbe = now + wait;
        } else if (pass.probe()) {
            wait = Math.min(wait * 2, cap.toNanos());
            nextProbe = now + wait;
        }
    }

    /** An attempt that shows neither: a probe was in vain, anything else changes nothing. */
    void unproven(Pass pass, long now) {
        if (down) {
            failed(pass, reason, LONGEST_WAIT, now);
        }
    }

    void probing(long now) {
        nextProbe = now + longestAttempt;
    }

    /** A probe ended without an answer: the next sender may probe at once. */
    void abandoned(Pass pass, long now) {
        if (down && pass.probe()) {
            nextProbe = now;
        }
    }

    /** Somebody else found the destination in order: the next sender may probe at once. */
    void doubted(long now) {
        if (down) {
            wait = FIRST_PROBE.toNanos();
            nextProbe = now;
        }
    }

    void over() {
        down = false;
    }
}
