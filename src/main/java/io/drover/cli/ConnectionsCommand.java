package io.drover.cli;

import io.drover.connection.Connection;
import io.drover.connection.Credentials;
import io.drover.connection.Endpoint;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code connections}, and {@code connections list}: the saved destinations. */
final class ConnectionsCommand extends Command {
    private static final String ROW = "%-16s  %-6s  %-7s  %s";

    private final Surroundings around;

    ConnectionsCommand(Surroundings around) {
        this("connections", around);
    }

    private ConnectionsCommand(String name, Surroundings around) {
        super(name, "Lists the connections.");
        this.around = around;
    }

    /** The same under its own name. */
    ConnectionsCommand listing() {
        return new ConnectionsCommand("list", around);
    }

    @Override
    void specify(CommandSpec spec) {
        spec.usageMessage().footer("", "Secrets are never shown.");
    }

    @Override
    int execute(Arguments arguments) {
        Setup setup = around.desk().open(arguments.path("--config"), true);
        if (setup.connections().isEmpty()) {
            around.say("No connection is configured: set drover.connections.NAME.api-base-url.");
        } else {
            around.print(String.format(ROW, "CONNECTION", "METHOD", "AUTH", "URL"));
            setup.connections().forEach(connection -> around.print(row(connection)));
        }
        return ExitCode.OK;
    }

    private static String row(Connection connection) {
        Endpoint endpoint = connection.endpoint();
        return String.format(
                ROW,
                connection.name(),
                endpoint.apiMethod(),
                auth(connection.credentials()),
                endpoint.apiBaseUrl() + endpoint.apiEndpoint());
    }

    private static String auth(Credentials credentials) {
        return credentials.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
