package io.drover.cli;

import io.drover.connection.Connection;
import io.drover.load.Load;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** {@code plan}: what a load would send, without sending it. */
final class PlanCommand extends Command {
    private final Surroundings around;

    PlanCommand(Surroundings around) {
        super("plan", "Sends nothing: counts records, problems and batches, prints the first request.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addPositional(parameter("FILE", "The file that would be loaded."));
        spec.addOption(required("--load", "NAME", "The load it would go through."));
        spec.usageMessage().footer("", "Exit codes: 0 every record can be sent, 3 some can't be read, 1 none can.");
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        Setup setup = around.desk().open(arguments.path("--config"), true);
        Load load = setup.load(arguments.text("--load").orElseThrow());
        Connection connection = setup.connection(load.connection());
        Path file = arguments.positionalPath(0);
        if (!Files.exists(file)) {
            throw new RefusedException("the file to plan must exist, but there is no " + file.toAbsolutePath());
        }
        Plan plan;
        try {
            plan = Plan.of(file, load, connection);
        } catch (UnreadableSourceException e) {
            around.say("drover: file " + file + " would be rejected: " + e.getMessage());
            return ExitCode.FAILED;
        }
        around.print(plan.text());
        return plan.problems() == 0 ? ExitCode.OK : ExitCode.RECORD_ERRORS;
    }
}
