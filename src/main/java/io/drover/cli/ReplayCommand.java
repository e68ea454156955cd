package io.drover.cli;

import io.drover.journal.RunEntry;
import io.drover.result.Summary;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code replay}: a run's errors once more. The error file's name tells the new run its parent. */
final class ReplayCommand extends Command {
    private final Surroundings around;

    ReplayCommand(Surroundings around) {
        super("replay", "Loads a run's error file again, as a run linked to it.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addPositional(parameter("RUN", "The run whose failed records are loaded again."));
        LoadCommand.addDisplay(spec);
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        ProgressMode mode = ProgressMode.of(arguments, around.terminal());
        Setup setup = around.desk().open(arguments.path("--config"), true);
        RunEntry entry = new PastRuns(setup.home()).one(arguments.positional(0));
        if (entry.endedAt().isEmpty() || entry.summary().isEmpty()) {
            throw new RefusedException("only a run that has ended has an error file, but run "
                    + entry.start().run() + " is " + entry.state() + "; wait for its end, or start it again");
        }
        Summary summary = Summary.parse(entry.summary().get());
        if (summary.tally().failed() == 0) {
            around.say("Run " + summary.run() + " has no failed records; there is nothing to load again.");
            return ExitCode.OK;
        }
        Loading loading = new Loading(around, setup, mode, arguments.flag("--json"));
        return loading.exitCode(
                loading.load(setup.load(summary.load()), new SummaryText(summary, setup.home()).errorFile(), true));
    }
}
