package io.drover.cli;

import io.drover.sandbox.Sandbox;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** {@code sandbox}: the bundled destination alone. */
final class SandboxCommand extends Command {
    private static final int MOST = 65535;

    private final Surroundings around;

    SandboxCommand(Surroundings around) {
        super("sandbox", "Starts the bundled destination, to try things against, until stopped.");
        this.around = around;
    }

    @Override
    void specify(CommandSpec spec) {
        spec.addOption(
                text("--port", "N", "Port on 127.0.0.1; 0 takes a free one. Default: " + Sandbox.DEFAULT_PORT + "."));
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        String port = arguments.text("--port").orElse(String.valueOf(Sandbox.DEFAULT_PORT));
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > MOST) {
            throw new RefusedException("--port must be a number from 0 to " + MOST + ", but was " + port);
        }
        try (Sandbox sandbox = start(Integer.parseInt(port))) {
            around.print(sandbox.uri().toString());
            around.say("The sandbox answers until it is stopped (Ctrl-C). GET " + sandbox.uri() + " lists its paths.");
            around.interruption().await();
        }
        return ExitCode.OK;
    }

    private static Sandbox start(int port) throws IOException {
        try {
            return Sandbox.start(port);
        } catch (IOException e) {
            throw new IOException(
                    "port " + port + " can't be used: " + e.getMessage() + "; take another one by --port", e);
        }
    }
}
