package io.drover.redelivery;

import java.util.Set;

/**
 * When a batch is sent again.
 *
 * @param recoverableErrorCodes retried up to {@code maxRetries}
 * @param yieldingErrorCodes retried without limit
 * @param maxRetries further attempts after the first
 * @param resendInSmallerChunks halve a batch that was refused for good
 * @param pauseAfterExhausted that many batches in a row with all retries used up pause the connection; 0: never
 */
public record RedeliveryPolicy(
        Set<Integer> recoverableErrorCodes,
        Set<Integer> yieldingErrorCodes,
        int maxRetries,
        boolean resendInSmallerChunks,
        Backoff backoff,
        UnknownOutcome onUnknownOutcome,
        int pauseAfterExhausted) {
    public RedeliveryPolicy {
        recoverableErrorCodes = Set.copyOf(recoverableErrorCodes);
        yieldingErrorCodes = Set.copyOf(yieldingErrorCodes);
    }
}
