package io.drover.run;

import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.journal.Progress;
import io.drover.journal.SettledBatches;
import io.drover.result.ResultFiles;
import io.drover.result.Settlement;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one run has settled: its result files and the journal's account of them. Changed by the {@link Settler}, and by
 * the run when it comes to rest with nothing on its way there; {@link #tally()} may be read by anyone at any time.
 */
public final class RunResults {
    private final String run;
    private final ResultFiles files;
    private final SettledBatches settled;
    private volatile Tally tally;
    private volatile @Nullable Throwable failure;

    /**
     * Goes on from that progress, or from {@link Progress#none}.
     *
     * @param files open, and as long as the progress says
     */
    public RunResults(Progress progress, ResultFiles files) {
        this.run = progress.run();
        this.files = files;
        this.settled = progress.settledBatches();
        this.tally = progress.tally();
    }

    public String run() {
        return run;
    }

    /** Counts of what is settled for good; grows with every group that was recorded. */
    public Tally tally() {
        return tally;
    }

    /** Why nothing of this run is settled any more. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    void fail(Throwable cause) {
        failure = cause;
    }

    void append(Settlement settlement) throws IOException {
        BatchId batch = settlement.batch();
        if (!batch.run().equals(run)) {
            throw new IllegalStateException("batch " + batch + " can't be settled in run " + run);
        }
        settled.add(batch);
        files.append(settlement);
    }

    /** Makes the appended rows durable, and says what the journal may record after that. */
    Progress force(Tally added) throws IOException {
        files.force();
        return new Progress(run, settled.toString(), tally.plus(added), files.successLength(), files.errorLength());
    }

    /**
     * What the journal may record of a run that ends with records pending, and all that was appended recorded: every
     * exchange counts, also those of batches that are not settled. Empty when there were none, or after a failure.
     */
    Optional<Progress> costs(RunTally.Reading reading) {
        Tally open = new Tally(
                0,
                0,
                Map.of(),
                0,
                Math.max(0, reading.requests() - tally.requests()),
                Math.max(0, reading.retries() - tally.retries()),
                Math.max(0, reading.yields() - tally.yields()));
        return open.equals(Tally.NONE) || failure != null
                ? Optional.empty()
                : Optional.of(new Progress(
                        run, settled.toString(), tally.plus(open), files.successLength(), files.errorLength()));
    }

    void recorded(Progress progress) {
        tally = progress.tally();
    }
}
