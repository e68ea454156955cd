package io.drover.run;

import io.drover.batch.Batch;
import java.util.List;

/**
 * A file whose records travel in one batch with those of other files.
 *
 * @param batch all its records: batch 1 of its run
 * @param company the runs it was sent with before a crash, itself among them, in their order; empty: any of its kind
 */
public record Gathered(Run run, Batch batch, List<String> company) {
    public Gathered {
        company = List.copyOf(company);
    }

    /** The same file with the batch that its records became. */
    public Gathered with(Batch other) {
        return new Gathered(run, other, company);
    }

    /** What it takes of a batch; a file that sends nothing counts too, so that there are never too many. */
    public int weight() {
        return Math.max(1, batch.size());
    }
}
