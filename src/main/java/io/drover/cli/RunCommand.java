package io.drover.cli;

import io.drover.load.Load;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
        // Not a constant of the class: the first logger reads the settings that open() has just made.
        Logger log = LoggerFactory.getLogger("drover.run");
        setup.warnings().forEach(warning -> log.warn("Configuration is odd. problem=\"{}\"", warning));
        Session watching;
        try {
            watching = setup.watch();
        } catch (RefusedException e) {
            if (!around.interruption().isInterrupted()) {
                throw e;
            }
            // What a stop takes away from a process that starts is no fault of the configuration.
            log.info("Drover was stopped while it started. reason=\"{}\"", e.getMessage());
            return ExitCode.OK;
        }
        try (Session session = watching) {
            log.info(
                    "Drover watches. version={} home={} loads={} console={}",
                    around.desk().version(),
                    setup.home().home(),
                    setup.loads().stream().map(Load::name).toList(),
                    session.console().map(URI::toString).orElse("none"));
            session.firstToken()
                    .ifPresent(token -> around.say("Token of the administrator, shown this once: " + token));
            around.interruption().onInterrupt(session::stop);
            around.interruption().await();
            log.info("Drover stops.");
        }
        log.info("Drover has stopped.");
        return ExitCode.OK;
    }
}
