package io.drover.run;

import io.drover.batch.Batch;
import io.drover.journal.Journal;
import io.drover.journal.SizeLimit;
import java.util.ArrayList;
import java.util.List;

/**
 * What the destination of a run called too large. Batches that set out later and are as large are halved without being
 * sent. Which batches that are is recorded before it happens: what was sent as a whole is sent as a whole again after a
 * crash, and what was halved as halves.
 */
public final class SizeLimits {
    private final Journal journal;
    private final String run;
    private volatile List<SizeLimit> limits;
    private int highest;

    /** @param sentBefore batches up to this number may have been sent as a whole by earlier processes */
    SizeLimits(Journal journal, String run, List<SizeLimit> earlier, int sentBefore) {
        this.journal = journal;
        this.run = run;
        this.limits = earlier;
        this.highest = sentBefore;
    }

    /** A batch of this number sets out. */
    synchronized void setsOut(int number) {
        highest = Math.max(highest, number);
    }

    /** The destination refused this batch for its size. */
    public synchronized void refused(Batch batch) {
        int bytes = batch.jsonLength();
        if (limits.stream().allMatch(limit -> bytes < limit.bytes())) {
            SizeLimit limit = new SizeLimit(Math.max(highest, batch.id().number()) + 1, bytes);
            journal.tooLarge(run, limit);
            List<SizeLimit> more = new ArrayList<>(limits);
            more.add(limit);
            limits = List.copyOf(more);
        }
    }

    /** Whether a batch is as large as one that was refused before this one set out. */
    public boolean isTooLarge(Batch batch) {
        for (SizeLimit limit : limits) {
            if (batch.size() > 1 && batch.id().number() >= limit.fromBatch() && batch.jsonLength() >= limit.bytes()) {
                return true;
            }
        }
        return false;
    }
}
