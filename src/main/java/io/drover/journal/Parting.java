package io.drover.journal;

import io.drover.batch.BatchId;
import io.drover.batch.Rest;

/**
 * A batch of which one part is settled while the rest goes on as a batch of its own. Recorded together with the settled
 * part, before the rest is sent.
 *
 * @param batch the whole
 * @param retries counted retries of the rest when it set out
 */
public record Parting(BatchId batch, Rest rest, int retries) {}
