package io.drover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code connections}, and {@code connections list}: the destinations, also those that can't be used as they are. */
final class ConnectionsCommand extends Command {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ROW = "%-16s  %-7s  %-6s  %-7s  %s";
    private static final int PAGE = 500;

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
    int execute(Arguments arguments) throws IOException {
        Setup setup = around.desk().open(arguments.path("--config"), true);
        try (Management management = setup.management()) {
            return list(management);
        }
    }

    private int list(Management management) throws IOException {
        for (int offset = 0; ; offset += PAGE) {
            Management.Answer answer =
                    management.ask("GET", "/api/connections?limit=" + PAGE + "&offset=" + offset, Optional.empty());
            JsonNode page = JSON.readTree(answer.body());
            if (answer.status() != 200) {
                around.say("drover: " + page.path("detail").asText("status " + answer.status()));
                return ExitCode.FAILED;
            }
            int total = page.path("total").asInt();
            if (total == 0) {
                around.say("No connection is configured: set drover.connections.NAME.api-base-url.");
                return ExitCode.OK;
            }
            if (offset == 0) {
                around.print(String.format(ROW, "CONNECTION", "STATUS", "METHOD", "AUTH", "URL"));
            }
            page.path("items").forEach(connection -> around.print(row(connection)));
            if (offset + PAGE >= total) {
                return ExitCode.OK;
            }
        }
    }

    private static String row(JsonNode connection) {
        JsonNode params = connection.path("connection_params");
        return String.format(
                ROW,
                connection.path("id").asText(),
                connection.path("status").asText(),
                params.path("api_method").asText(),
                params.path("auth").asText(),
                params.path("api_base_url").asText()
                        + params.path("api_endpoint").asText());
    }
}
