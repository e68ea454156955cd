package io.drover.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code run}: the standalone process. */
final class RunCommand extends Command {
    private final Surroundings around;

    RunCommand(Surroundings around) {
        super("run", "Watches every load's inbox until stopped (default).");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.usageMessage().footer("", "SIGTERM and SIGINT end it within 10 s, with exit code 0.");
    }

    @Override
    int execute(Arguments arguments) {
        Setup setup = around.desk().open(arguments.path("--config"), false);
        if (setup.loads().isEmpty()) {
            throw new RefusedException("no load is configured, so there is nothing to watch: set"
                    + " drover.loads.NAME.connection in application.properties, or see 'drover demo'");
        }
        try (Session session = setup.watch()) {
            around.interruption().onInterrupt(session::stop);
            around.interruption().await();
        }
        return ExitCode.OK;
    }
}
