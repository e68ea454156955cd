package io.drover.run;

import io.drover.batch.BatchId;
import io.drover.journal.Job;
import io.drover.journal.Journal;
import java.util.List;

/**
 * What the journal is told of a run's batches while they are on their way, before what follows from it happens. Safe for
 * many threads.
 */
public final class Notes {
    private final Journal journal;
    private final RunTally tally;

    Notes(Journal journal, RunTally tally) {
        this.journal = journal;
        this.tally = tally;
    }

    /** The batch goes again, for the n-th time. */
    public void retried(BatchId batch, int retries) {
        tally.retried();
        journal.attempted(batch, retries);
    }

    /** The destination works on the batch: it is asked for the job, and never sent again. */
    public void accepted(BatchId batch, Job job) {
        journal.accepted(batch, job);
    }

    /** Exchanges of batches that are not settled are in no settlement, and shall be in the account of the run. */
    void costs(RunResults results) {
        results.costs(tally.reading()).ifPresent(progress -> {
            journal.settled(List.of(progress), List.of(), List.of());
            results.recorded(progress);
        });
    }

    /** The batch gets a new idempotency key, for the n-th time. */
    public void keyRenewed(BatchId batch, int times) {
        journal.keyRenewed(batch, times);
    }
}
