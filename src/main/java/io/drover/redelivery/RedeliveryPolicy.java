package io.drover.redelivery;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * When a batch is sent again.
 *
 * @param recoverableErrorCodes retried up to {@code maxRetries}
 * @param yieldingErrorCodes retried without limit
 * @param maxRetries further attempts after the first
 * @param resendInSmallerChunks halve a batch that was refused for good
 * @param pauseAfterExhausted that many batches in a row with all retries used up pause the connection, and so do that
 *     many 401 or 403, or 404, in a row; 0: never
 * @param newKeyAfter that many identical 5xx answers in a row to one idempotency key, and the batch gets a new one; 0:
 *     never
 */
public record RedeliveryPolicy(
        Set<Integer> recoverableErrorCodes,
        Set<Integer> yieldingErrorCodes,
        int maxRetries,
        boolean resendInSmallerChunks,
        Backoff backoff,
        UnknownOutcome onUnknownOutcome,
        int pauseAfterExhausted,
        int newKeyAfter) {
    public static final Set<Integer> DEFAULT_RECOVERABLE = Set.of(502, 503, 504, 520, 521);
    public static final Set<Integer> DEFAULT_YIELDING = Set.of(429);
    public static final int DEFAULT_MAX_RETRIES = 3;
    public static final int DEFAULT_PAUSE_AFTER_EXHAUSTED = 5;

    public RedeliveryPolicy {
        recoverableErrorCodes = Set.copyOf(recoverableErrorCodes);
        yieldingErrorCodes = Set.copyOf(yieldingErrorCodes);
        requireErrorCodes("recoverable-error-codes", recoverableErrorCodes);
        requireErrorCodes("yielding-error-codes", yieldingErrorCodes);
        Set<Integer> both = new TreeSet<>(recoverableErrorCodes);
        both.retainAll(yieldingErrorCodes);
        if (!both.isEmpty()) {
            throw new IllegalArgumentException("recoverable-error-codes and yielding-error-codes both name " + both
                    + ": a status is retried up to max-retries or without limit, not both; remove it from one list");
        }
        requireNotNegative("max-retries", maxRetries);
        requireNotNegative("pause-after-exhausted", pauseAfterExhausted);
        requireNotNegative("new-key-after", newKeyAfter);
    }

    /** The same with another number of batches in a row that pause the connection. */
    public RedeliveryPolicy withPauseAfterExhausted(int batches) {
        return new RedeliveryPolicy(
                recoverableErrorCodes,
                yieldingErrorCodes,
                maxRetries,
                resendInSmallerChunks,
                backoff,
                onUnknownOutcome,
                batches,
                newKeyAfter);
    }

    /** What follows from an attempt; {@code now} dates a {@code Retry-After} that is a date. */
    public Verdict verdict(AttemptResult result, Situation situation, Instant now, RandomGenerator random) {
        return new Judgement(this, situation, now, random).of(result);
    }

    /** What follows from the proof that a batch whose answer is missing never got there. */
    public Verdict missing(String reason, Situation situation, Instant now, RandomGenerator random) {
        return new Judgement(this, situation, now, random).missing(reason);
    }

    /**
     * What follows from an attempt to learn what became of a batch, as far as the answer's conditions don't say it.
     * Settled: the answer was read and says nothing.
     *
     * @param failed attempts so far that told nothing
     */
    public Verdict afterFollowUp(
            AttemptResult result, int failed, Situation situation, Instant now, RandomGenerator random) {
        return new FollowUpJudgement(this, failed, situation, now, random).of(result);
    }

    private static void requireErrorCodes(String list, Set<Integer> codes) {
        for (int code : codes) {
            if (code < 300 || code > 999) {
                throw new IllegalArgumentException(list + " must name HTTP statuses from 300 to 999, but named " + code
                        + "; remove it from " + list);
            }
        }
    }

    private static void requireNotNegative(String setting, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    setting + " must be 0 or more, but was " + value + " (set " + setting + ")");
        }
    }
}
