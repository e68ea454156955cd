package io.drover.delivery;

/**
 * The accepted requests since the last pause, and what a refusal after them says about the destination.
 *
 * <p>The destination is taken for a bucket of {@code burst} tokens that is filled at its rate. A bucket that ran dry
 * at the end of a series of accepted requests had a rate that some end of that series shows: for the right start j,
 * rate = (requests since j − burst) / (time since j), and any other start gives less. So the largest such quotient
 * is the rate, whatever the series looked like.
 *
 * <p>The first refusal of an unpaced connection shows the burst: so many requests were accepted in a moment.
 *
 * <p>Not thread-safe. Times are nanoseconds of one monotonic clock.
 */
final class RefusalHistory {
    /** Requests longer ago than this before the first refusal are no part of its burst. */
    private static final long MOMENT = 100_000_000L;

    private static final int KEPT = 4096;

    private final long[] starts = new long[KEPT];
    private long count;
    private double burst;
    private double burstSeconds;

    /** A request that began then was accepted. Answers arrive in almost the order of the starts. */
    void accepted(long started) {
        starts[(int) (count++ % KEPT)] = started;
    }

    long count() {
        return count;
    }

    /** Takes the end of the series for a burst: the first refusal ever. */
    void readBurst() {
        long last = last();
        long first = last;
        int inBurst = 0;
        for (long at = count - 1; at >= oldest() && last - start(at) <= MOMENT; at--) {
            first = Math.min(first, start(at));
            inBurst++;
        }
        burst = inBurst;
        burstSeconds = (last - first) / 1e9;
    }

    double burst() {
        return burst;
    }

    /**
     * The rate per second that this series, ended by a refusal, shows; 0 when it is no longer than a burst.
     */
    double rate() {
        double rate = 0;
        // The burst was counted while the bucket was being filled: solve for both in a few rounds.
        for (int round = 0; round < 4; round++) {
            rate = rate(Math.max(1, burst - rate * burstSeconds));
        }
        return rate;
    }

    void clear() {
        count = 0;
    }

    private double rate(double tokens) {
        long last = last();
        double largest = 0;
        for (long at = oldest(); at < count; at++) {
            double seconds = (last - start(at)) / 1e9;
            if (seconds > 0) {
                largest = Math.max(largest, (count - at - tokens) / seconds);
            }
        }
        return largest;
    }

    private long last() {
        return count == 0 ? 0 : start(count - 1);
    }

    private long oldest() {
        return Math.max(0, count - KEPT);
    }

    private long start(long at) {
        return starts[(int) (at % KEPT)];
    }
}
