package io.drover.run;

import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.result.Summary;
import io.drover.source.Claim;
import java.time.Duration;

/** What happens to runs, told as it happens; one place feeds logs, metrics and displays. Calls come from many threads. */
public interface RunListener {
    /** A file was taken and its run begins, or goes on after a stop. */
    default void started(Run run) {}

    /** An HTTP exchange of a batch begins. */
    default void sending(Run run, BatchId batch) {}

    /** One HTTP exchange of a batch ended; status 0 when no answer came. */
    default void attempted(Run run, BatchId batch, int status, Duration took) {}

    /** The batch will be sent again, counted against max retries. */
    default void retried(Run run, BatchId batch, String reason) {}

    /** The batch will be sent again, not counted; the connection waits. */
    default void yielded(Run run, BatchId batch, String reason, Duration delay) {}

    /** The destination is down: the connection waits and probes, the batch stays. */
    default void paused(Run run, String reason) {}

    /** The outcomes of a batch are known and about to be written. What is told is valid during the call. */
    default void judged(Run run, Judged judged) {}

    /** An answer can't be read, so the run stops with the batch pending; there are no outcomes. */
    default void notUnderstood(Run run, Judged judged) {}

    /** Records of a batch are in the result files and in the journal. */
    default void settled(Run run, BatchId batch, Tally tally) {}

    /** The results are published. */
    default void ended(Run run, Summary summary) {}

    /** The run stops with records pending; the next start goes on with it. */
    default void suspended(Run run, String reason) {}

    /** A run could not be opened, or its results not be published; what is in processing/ stays for another try. */
    default void failed(Claim claim, Exception cause) {}

    /** A file was refused and moved to rejected/. */
    default void rejected(String load, String file, String reason) {}
}
