package io.drover.batch;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts of what became of records, of one batch or of a whole run.
 *
 * @param records read from the source: succeeded + failed + filtered
 * @param failedByClass only classes that occur
 * @param batches settled
 * @param requests HTTP exchanges
 * @param retries counted repeats
 * @param yields repeats that count against no limit
 */
public record Tally(
        long records,
        long succeeded,
        Map<ErrorClass, Long> failedByClass,
        long batches,
        long requests,
        long retries,
        long yields) {
    public static final Tally NONE = new Tally(0, 0, Map.of(), 0, 0, 0, 0);

    public Tally {
        failedByClass = failedByClass.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(failedByClass));
        if (records < succeeded + sum(failedByClass)) {
            throw new IllegalArgumentException("a tally of " + records + " records can't have " + succeeded
                    + " successes and " + sum(failedByClass) + " failures");
        }
    }

    public long failed() {
        return sum(failedByClass);
    }

    /** Records that were left out on purpose: neither sent nor in a result file. */
    public long filtered() {
        return records - succeeded - failed();
    }

    public Tally plus(Tally other) {
        return new Tally(
                records + other.records,
                succeeded + other.succeeded,
                merged(other.failedByClass),
                batches + other.batches,
                requests + other.requests,
                retries + other.retries,
                yields + other.yields);
    }

    private Map<ErrorClass, Long> merged(Map<ErrorClass, Long> others) {
        if (others.isEmpty()) {
            return failedByClass;
        }
        Map<ErrorClass, Long> sums = new EnumMap<>(ErrorClass.class);
        sums.putAll(failedByClass);
        others.forEach((errorClass, count) -> sums.merge(errorClass, count, Long::sum));
        return sums;
    }

    private static long sum(Map<ErrorClass, Long> counts) {
        long sum = 0;
        for (long count : counts.values()) {
            sum += count;
        }
        return sum;
    }
}
