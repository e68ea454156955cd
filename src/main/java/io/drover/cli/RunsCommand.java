package io.drover.cli;

import io.drover.batch.Tally;
import io.drover.journal.RunEntry;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code runs}: what was loaded. */
final class RunsCommand extends Command {
    private static final String ROW = "%-24s  %-12s  %-9s  %10s  %10s  %8s  %s";

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
        PastRuns past = new PastRuns(
                around.desk().open(arguments.path("--config"), true).home());
        List<RunEntry> runs = past.all();
        if (arguments.flag("--json")) {
            runs.forEach(entry ->
                    around.print(new RunText(entry, settled(past, entry)).json().toString()));
        } else if (runs.isEmpty()) {
            around.say("No run yet in " + past.home().home() + ".");
        } else {
            around.print(String.format(ROW, "RUN", "LOAD", "STATE", "RECORDS", "SUCCEEDED", "FAILED", "FILE"));
            runs.forEach(entry -> around.print(row(entry, settled(past, entry))));
        }
        return ExitCode.OK;
    }

    static Tally settled(PastRuns past, RunEntry entry) {
        return past.settled(entry.start().run()).orElse(Tally.NONE);
    }

    private static String row(RunEntry entry, Tally settled) {
        return String.format(
                ROW,
                entry.start().run(),
                entry.start().load(),
                entry.state(),
                settled.records(),
                settled.succeeded(),
                settled.failed(),
                entry.start().file());
    }
}
