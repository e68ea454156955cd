package io.drover.cli;

import picocli.CommandLine.Model.CommandSpec;

/** A word that only stands before other commands. */
final class GroupCommand extends Command {
    private final Surroundings around;

    GroupCommand(Surroundings around, String name, String description) {
        super(name, description);
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.usageMessage().footer("", "See 'drover " + name() + " --help' for its commands.");
    }

    @Override
    int execute(Arguments arguments) {
        around.say("drover: name what to do, see 'drover " + name() + " --help'");
        return ExitCode.USAGE;
    }
}
