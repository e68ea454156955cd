package io.drover.proof.check;

/**
 * What the load was configured with, as far as it bears on what is allowed.
 *
 * @param maxRetries attempts after the first
 * @param honoursKeys whether the oracle does
 * @param finished whether nothing may be pending any more
 * @param reopened how often a process may have gone on with a run that it had to leave
 * @param secret the planted one
 */
public record Rules(
        int concurrency,
        int groupingLimit,
        int maxRetries,
        boolean honoursKeys,
        boolean finished,
        int reopened,
        String secret) {

    /** Batches of one run that may be answered and on their way to the disk. */
    int unrecorded() {
        return Math.max(concurrency - 1, 256 / groupingLimit);
    }
}
