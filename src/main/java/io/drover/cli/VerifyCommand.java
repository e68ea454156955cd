package io.drover.cli;

import io.drover.journal.RunEntry;
import io.drover.result.Summary;
import io.drover.result.Verification;
import io.drover.run.Snapshot;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code verify}: proves a run's sums and hashes from its files. */
final class VerifyCommand extends Command {
    private final Surroundings around;

    VerifyCommand(Surroundings around) {
        super("verify", "Proves a run's sums and file hashes offline.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addPositional(parameter("RUN", "The run to prove."));
    }

    @Override
    int execute(Arguments arguments) {
        Setup setup = around.desk().open(arguments.path("--config"), true);
        PastRuns past = PastRuns.of(setup);
        RunEntry entry = past.one(arguments.positional(0));
        String run = entry.start().run();
        if (entry.endedAt().isEmpty() || entry.summary().isEmpty()) {
            around.print("Run " + run + " is " + past.standing(entry).state() + ": it has no results yet.");
            return ExitCode.FAILED;
        }
        Summary summary = Summary.parse(entry.summary().get());
        List<String> findings = new Verification(
                        new SummaryText(summary, setup.home()).summaryFile(),
                        setup.home().done(summary.load()),
                        Snapshot.parse(entry.start().snapshot()).load().csv())
                .findings();
        findings.forEach(finding -> around.print("Run " + run + ": " + finding));
        if (findings.isEmpty()) {
            around.print("Run " + run + " is proved: " + summary.tally().records() + " records, "
                    + summary.tally().succeeded() + " in the success file, "
                    + summary.tally().failed() + " in the error file, all hashes as recorded.");
        }
        return findings.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
