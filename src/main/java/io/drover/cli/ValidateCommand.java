package io.drover.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code validate}: everything that would stop a start, at once. */
final class ValidateCommand extends Command {
    private final Surroundings around;

    ValidateCommand(Surroundings around) {
        super("validate", "Checks configuration, folders and routes, and lists every problem.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.usageMessage().footer("", "Exit codes: 0 valid, 2 not.");
    }

    @Override
    int execute(Arguments arguments) {
        Setup setup = around.desk().open(arguments.path("--config"), true);
        setup.warnings().forEach(warning -> around.say("warning: " + warning));
        List<String> problems = setup.startProblems();
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        around.print("valid: " + setup.loads().size() + " loads, "
                + setup.connections().size() + " connections, home "
                + setup.home().home());
        return ExitCode.OK;
    }
}
