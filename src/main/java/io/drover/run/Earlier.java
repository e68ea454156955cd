package io.drover.run;

import io.drover.batch.BatchId;
import io.drover.journal.Job;
import io.drover.journal.Parting;
import io.drover.journal.Recovery;
import io.drover.journal.SettledBatches;
import java.util.Optional;

/** What earlier processes have recorded of a run; it never changes. */
public final class Earlier {
    private final Recovery recovery;
    private final SettledBatches settled;

    Earlier(Recovery recovery) {
        this.recovery = recovery;
        this.settled = recovery.progress().settledBatches();
    }

    /** Whether the outcomes of this batch or half are recorded. */
    public boolean isSettled(BatchId batch) {
        return settled.contains(batch);
    }

    /** Whether a part of this batch is recorded: then it is its halves that are sent, never itself. */
    public boolean isPartlySettled(BatchId batch) {
        return settled.containsPartOf(batch);
    }

    /** How this batch was parted: one part is settled, the rest is to be sent. */
    public Optional<Parting> parting(BatchId batch) {
        return Optional.ofNullable(recovery.partings().get(batch.name()));
    }

    /** What the destination works on since it accepted this batch. */
    public Optional<Job> job(BatchId batch) {
        return Optional.ofNullable(recovery.underWay().jobs().get(batch.name()));
    }

    /** How often this batch has got a new idempotency key. */
    public int renewedKeys(BatchId batch) {
        return recovery.underWay().keys().getOrDefault(batch.name(), 0);
    }

    /** Counted retries of this batch. */
    public int retries(BatchId batch) {
        return recovery.retries().getOrDefault(batch.name(), 0);
    }
}
