package io.drover.cli;

import io.drover.journal.RunEntry;
import io.drover.load.CsvFormat;
import io.drover.result.ErrorCause;
import io.drover.result.ErrorCauses;
import io.drover.result.Summary;
import io.drover.run.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        spec.addOption(text("--cause", "N", "Only those of this cause: its number in the summary."));
        spec.addOption(text("--code", "CODE", "Only those with this code in the column status_code."));
        LoadCommand.addDisplay(spec);
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        ProgressMode mode = ProgressMode.of(arguments, around.terminal());
        Setup setup = around.desk().open(arguments.path("--config"), true);
        PastRuns past = PastRuns.of(setup);
        RunEntry entry = past.one(arguments.positional(0));
        if (entry.endedAt().isEmpty() || entry.summary().isEmpty()) {
            throw new RefusedException("only a run that has ended has an error file, but run "
                    + entry.start().run() + " is " + past.standing(entry).state()
                    + "; wait for its end, or start it again");
        }
        Summary summary = Summary.parse(entry.summary().get());
        if (summary.tally().failed() == 0) {
            around.say("Run " + summary.run() + " has no failed records; there is nothing to load again.");
            return ExitCode.OK;
        }
        Loading loading = new Loading(around, setup, mode, arguments.flag("--json"));
        Path errors = new SummaryText(summary, setup.home()).errorFile();
        if (arguments.flag("--cause") || arguments.flag("--code")) {
            Path folder = Files.createTempDirectory("drover-replay");
            Path some = folder.resolve(summary.errorFile());
            try {
                select(arguments, entry, summary, errors, some);
                return loading.exitCode(loading.load(setup.load(summary.load()), some, true));
            } finally {
                Files.deleteIfExists(some);
                Files.delete(folder);
            }
        }
        return loading.exitCode(loading.load(setup.load(summary.load()), errors, true));
    }

    private static void select(Arguments arguments, RunEntry entry, Summary summary, Path errors, Path to)
            throws IOException {
        CsvFormat csv = Snapshot.parse(entry.start().snapshot()).load().csv();
        Optional<String> code = arguments.text("--code");
        if (code.isPresent() == arguments.flag("--cause")) {
            throw new RefusedException("--cause and --code are two ways to choose; give one of them");
        }
        long found = code.isPresent()
                ? ErrorCauses.copy(errors, csv, code.get(), to)
                : ErrorCauses.copy(
                        errors, csv, cause(summary, arguments.text("--cause").orElse("")), to);
        if (found == 0) {
            throw new RefusedException("no failed record of run " + summary.run() + " has the code '" + code.orElse("")
                    + "'; the codes stand in errors_by_cause of its summary");
        }
    }

    private static ErrorCause cause(Summary summary, String number) {
        List<ErrorCause> causes = summary.causes();
        boolean known = number.matches("\\d{1,4}")
                && Integer.parseInt(number) >= 1
                && Integer.parseInt(number) <= causes.size();
        ErrorCause cause = known ? causes.get(Integer.parseInt(number) - 1) : null;
        if (cause == null || (cause.message().isEmpty() && cause.errorClass().isEmpty())) {
            throw new RefusedException(
                    "--cause must be the number of a cause in errors_by_cause of the summary, from 1 to "
                            + causes.size() + ", but was " + number
                            + (known ? ", which stands for all the rare ones" : ""));
        }
        return cause;
    }
}
