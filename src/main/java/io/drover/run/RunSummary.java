package io.drover.run;

import io.drover.journal.RunStart;
import io.drover.result.ErrorCause;
import io.drover.result.ErrorCauses;
import io.drover.result.ResultNames;
import io.drover.result.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The summary of a run whose records are all settled and whose result files are closed. */
final class RunSummary {
    private RunSummary() {}

    /**
     * Puts it together.
     *
     * @param folder the run's, where its result files still are
     */
    static Summary of(Run run, RunStart start, Instant endedAt, Path folder) {
        ResultNames names =
                ResultNames.of(run.claim().name(), run.id(), run.reader().shape());
        return new Summary(
                run.id(),
                start.load(),
                start.connection(),
                start.file(),
                start.sha256(),
                start.startedAt(),
                endedAt,
                (run.ending().isCancelled() ? RunState.CANCELLED : RunState.DONE).word(),
                run.results().tally(),
                names.success(),
                run.files().successSha256(),
                names.error(),
                run.files().errorSha256(),
                start.parentRun(),
                causes(run, folder.resolve(names.error())));
    }

    /** A help for people: that they can't be told holds no results back, and {@code verify} says what is wrong. */
    private static List<ErrorCause> causes(Run run, Path errorFile) {
        try {
            return run.results().tally().failed() == 0
                    ? List.of()
                    : ErrorCauses.of(errorFile, run.load().csv());
        } catch (IOException e) {
            return List.of();
        }
    }
}
