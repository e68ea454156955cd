package io.drover.cli;

import io.drover.journal.RunEntry;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code runs}: what was loaded. */
final class RunsCommand extends Command {
    private static final String ROW = "%-24s  %-12s  %-10s  %10s  %10s  %8s  %s";

    private final Surroundings around;

    RunsCommand(Surroundings around) {
        super("runs", "Lists the runs of the home folder, the newest first.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addOption(flag("--json", "One JSON object per line."));
    }

    @Override
    int execute(Arguments arguments) {
        PastRuns past = PastRuns.of(around.desk().open(arguments.path("--config"), true));
        List<RunEntry> runs = past.all();
        if (arguments.flag("--json")) {
            runs.forEach(entry -> around.print(past.text(entry).json().toString()));
        } else if (runs.isEmpty()) {
            around.say("No run yet in " + past.home().home() + ".");
        } else {
            around.print(String.format(ROW, "RUN", "LOAD", "STATE", "RECORDS", "SUCCEEDED", "FAILED", "FILE"));
            runs.forEach(entry -> around.print(row(past.text(entry))));
        }
        return ExitCode.OK;
    }

    private static String row(RunText run) {
        return String.format(
                ROW,
                run.entry().start().run(),
                run.entry().start().load(),
                run.standing().state(),
                run.settled().records(),
                run.settled().succeeded(),
                run.settled().failed(),
                run.entry().start().file());
    }
}
