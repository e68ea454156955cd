package io.drover.redelivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between retries: {@code first}, then doubled, never above {@code max}, with equal jitter: a wait lies between
 * half of its nominal length and the whole, so senders spread out and a longer outage still means longer waits.
 *
 * @param first before the first retry
 */
public record Backoff(Duration first, Duration max) {
    public static final Duration DEFAULT_FIRST = Duration.ofSeconds(1);
    public static final Duration DEFAULT_MAX = Duration.ofMinutes(5);

    /** Keeps nanosecond arithmetic far from overflow; nobody waits a year between retries. */
    private static final Duration LONGEST = Duration.ofDays(365);

    public Backoff {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("backoff must be above zero, but was " + first + " (set backoff)");
        }
        if (max.compareTo(first) < 0 || max.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("max-backoff must be between backoff (" + first + ") and " + LONGEST
                    + ", but was " + max + " (set max-backoff)");
        }
    }

    /**
     * The wait before a retry.
     *
     * @param retry 1 for the first retry
     */
    public Duration delay(int retry, RandomGenerator random) {
        if (retry < 1) {
            throw new IllegalArgumentException("retries are counted from 1, but was " + retry);
        }
        long nominal = first.toNanos();
        long limit = max.toNanos();
        for (int doubled = 1; doubled < retry && nominal < limit; doubled++) {
            nominal = Math.min(limit, nominal * 2);
        }
        long half = nominal / 2;
        return Duration.ofNanos(half + random.nextLong(nominal - half + 1));
    }
}
