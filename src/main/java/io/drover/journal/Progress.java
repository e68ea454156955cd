package io.drover.journal;

import io.drover.batch.Tally;

/**
 * How far a run is settled. Each one stands for everything before it, so the journal keeps only the last of a run.
 *
 * @param settled the batches whose outcomes are in the result files
 * @param tally of those batches
 * @param successLength bytes of the success file that hold exactly those batches
 * @param errorLength likewise, of the error file
 */
public record Progress(String run, String settled, Tally tally, long successLength, long errorLength) {
    /** A run that has settled nothing, and whose result files are not begun as far as the journal knows. */
    public static Progress none(String run) {
        return new Progress(run, "", Tally.NONE, 0, 0);
    }

    /** The settled batches, as an own copy. */
    public SettledBatches settledBatches() {
        return SettledBatches.parse(settled);
    }
}
