package io.drover.cli;

import io.drover.journal.RunEntry;
import io.drover.result.Summary;
import picocli.CommandLine.Model.CommandSpec;

/** {@code runs show}: one run. */
final class ShowCommand extends Command {
    private final Surroundings around;

    ShowCommand(Surroundings around) {
        super("show", "Shows one run, also one that is still going on.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addPositional(parameter("RUN", "The run's id."));
        spec.addOption(flag("--json", "Print it as JSON."));
    }

    @Override
    int execute(Arguments arguments) {
        PastRuns past = PastRuns.of(around.desk().open(arguments.path("--config"), true));
        RunEntry entry = past.one(arguments.positional(0));
        RunText text = past.text(entry);
        if (arguments.flag("--json")) {
            around.print(text.json().toPrettyString());
        } else {
            around.print(
                    entry.endedAt().isPresent() && entry.summary().isPresent()
                            ? new SummaryText(Summary.parse(entry.summary().get()), past.home()).text()
                            : text.unfinished());
        }
        return ExitCode.OK;
    }
}
