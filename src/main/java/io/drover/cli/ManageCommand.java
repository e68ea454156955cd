package io.drover.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A verb of the management API as a command; it asks the running process, or works on the store when none runs. */
final class ManageCommand extends Command {
    private static final JsonMapper JSON = new JsonMapper();

    private static final Set<String> BESIDE_SETTINGS =
            Set.of("id", "title", "destination_name", "create_load_for_new_tables", "copy_secrets");

    private final Surroundings around;
    private final Verb verb;

    ManageCommand(Surroundings around, Verb verb) {
        super(verb.name(), verb.description());
        this.around = around;
        this.verb = verb;
    }

    /**
     * What a command asks.
     *
     * @param path {@code {}} stands for the name that is given
     * @param fields whether {@code --set} and {@code --secret-file} may be given
     */
    record Verb(String name, String description, String method, String path, boolean fields) {
        /** What the arguments are called that the path needs. */
        List<String> labels() {
            int count = path.split("\\{}", -1).length - 1;
            return (path.startsWith("/api/runs") ? List.of("RUN", "CAUSE") : List.of("NAME")).subList(0, count);
        }
    }

    /** The verbs of connections, besides those that have commands of their own. */
    static List<Verb> connections() {
        String one = "/api/connections/{}";
        return List.of(
                new Verb("show", "Shows a connection, its fields and its last check.", "GET", one, false),
                new Verb("create", "Creates a connection.", "POST", "/api/connections", true),
                new Verb("update", "Changes fields of a connection.", "PATCH", one, true),
                new Verb(
                        "reauthorize",
                        "Gives a connection new credentials and checks them.",
                        "POST",
                        one + "/reauthorize",
                        true),
                new Verb("check", "Checks a connection, up to the point of writing.", "POST", one + "/check", false),
                new Verb(
                        "duplicate",
                        "Makes a connection like another one; secrets are not copied.",
                        "POST",
                        one + "/duplicate",
                        true),
                new Verb("delete", "Deletes a connection that nothing uses.", "DELETE", one, false));
    }

    /** The verbs of loads. */
    static List<Verb> loads() {
        String one = "/api/loads/{}";
        return List.of(
                new Verb("list", "Lists the loads.", "GET", "/api/loads?limit=500", false),
                new Verb("show", "Shows a load and its fields.", "GET", one, false),
                new Verb("create", "Creates a load and watches its inbox.", "POST", "/api/loads", true),
                new Verb("update", "Changes fields of a load.", "PATCH", one, true),
                new Verb(
                        "duplicate",
                        "Makes a load like another one, with an inbox of its own.",
                        "POST",
                        one + "/duplicate",
                        true),
                new Verb("check", "Checks a load and its connection.", "POST", one + "/check", false),
                new Verb("pause", "Takes no further files.", "POST", one + "/pause", false),
                new Verb("resume", "Takes files again.", "POST", one + "/resume", false),
                new Verb("delete", "Deletes a load without pending runs.", "DELETE", one, false));
    }

    /** The verbs of runs, besides those that have commands of their own. */
    static List<Verb> runs() {
        String one = "/api/runs/{}";
        return List.of(
                new Verb(
                        "errors",
                        "Shows the first 500 records of the error file.",
                        "GET",
                        one + "/errors?limit=500",
                        false),
                new Verb("causes", "Shows what failed, by cause.", "GET", one + "/causes", false),
                new Verb("pause", "Sends nothing further; the rest stays pending.", "POST", one + "/pause", false),
                new Verb("resume", "Goes on with a paused run.", "POST", one + "/resume", false),
                new Verb("cancel", "Ends a run; the rest goes to the error file.", "POST", one + "/cancel", false),
                new Verb(
                        "replay",
                        "Lets the running process load the failed records again.",
                        "POST",
                        one + "/replay",
                        false),
                new Verb(
                        "replay-cause",
                        "The same, only for the records of one cause.",
                        "POST",
                        one + "/causes/{}/replay",
                        false));
    }

    /** The verbs of those who may use the management API. */
    static List<Verb> users() {
        String one = "/api/users/{}";
        return List.of(
                new Verb("list", "Lists the users.", "GET", "/api/users", false),
                new Verb(
                        "put",
                        "Makes or changes a user: --set role=viewer, operator or admin, and --secret-file password=FILE;"
                                + " without a password it gets a token, shown once.",
                        "PUT",
                        one,
                        true),
                new Verb("delete", "Takes a user away.", "DELETE", one, false));
    }

    /** The verbs of the key that seals secrets. */
    static List<Verb> secrets() {
        return List.of(new Verb("rotate", "Seals every secret with a new key.", "POST", "/api/secrets/rotate", false));
    }

    @Override
    void specify(CommandSpec spec) {
        for (String label : verb.labels()) {
            spec.addPositional(parameter(label, "The " + label.toLowerCase(Locale.ROOT) + "."));
        }
        if (verb.fields()) {
            spec.addOption(OptionSpec.builder("--set")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .arity("1")
                    .paramLabel("FIELD=VALUE")
                    .description(
                            "A field, as in the configuration: --set api_base_url=https://eu.example.com. Repeatable.")
                    .build());
            spec.addOption(OptionSpec.builder("--secret-file")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .arity("1")
                    .paramLabel("FIELD=FILE")
                    .description(
                            "A field whose value is read from a file: --secret-file client_secret=FILE. Repeatable.")
                    .build());
        }
    }

    @Override
    int execute(Arguments arguments) throws IOException {
        Setup setup = around.desk().open(arguments.path("--config"), true);
        String path = verb.path();
        for (int i = 0; i < verb.labels().size(); i++) {
            path = path.replaceFirst("\\{}", URLEncoder.encode(arguments.positional(i), StandardCharsets.UTF_8));
        }
        Optional<String> body = verb.fields() ? Optional.of(body(arguments).toString()) : Optional.empty();
        Management.Answer answer;
        try (Management management = setup.management()) {
            answer = management.ask(verb.method(), path, body);
        }
        return show(answer);
    }

    private ObjectNode body(Arguments arguments) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        for (String pair : arguments.texts("--set")) {
            String[] parts = parts("--set", pair);
            place(body, parts[0]).put(parts[0], parts[1]);
        }
        for (String pair : arguments.texts("--secret-file")) {
            String[] parts = parts("--secret-file", pair);
            String secret = Files.readString(Path.of(parts[1])).replaceFirst("\r?\n\\z", "");
            place(body, parts[0]).put(parts[0], secret);
        }
        return body;
    }

    /** The settings of a connection are in an object of their own. */
    private ObjectNode place(ObjectNode body, String field) {
        boolean settings = verb.path().startsWith("/api/connections") && !BESIDE_SETTINGS.contains(field);
        return settings ? body.withObject("/connection_params") : body;
    }

    private static String[] parts(String option, String pair) {
        String[] parts = pair.split("=", 2);
        if (parts.length != 2) {
            throw new RefusedException(option + " must be FIELD=VALUE, but has no =");
        }
        return parts;
    }

    private int show(Management.Answer answer) throws JsonProcessingException {
        JsonNode json = answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
        if (answer.status() >= 400) {
            around.say(
                    "drover: " + json.path("detail").asText(json.path("title").asText("status " + answer.status())));
            return answer.status() == 400 || answer.status() == 404 || answer.status() == 409
                    ? ExitCode.USAGE
                    : ExitCode.FAILED;
        }
        if (verb.name().equals("check") || verb.name().equals("reauthorize")) {
            return showCheck(json);
        }
        if (!json.isMissingNode()) {
            around.print(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        }
        return ExitCode.OK;
    }

    private int showCheck(JsonNode json) {
        json.path("check")
                .path("steps")
                .forEach(step -> around.print(String.format(
                        "%-8s  %-8s  %s",
                        step.path("name").asText(),
                        step.path("result").asText(),
                        step.path("detail").asText())));
        String name = json.path("id").asText();
        around.print(
                json.has("status")
                        ? "Connection " + name + " is " + json.path("status").asText()
                        : "Load " + name + " is " + json.path("state").asText());
        return json.path("check").path("ok").asBoolean() ? ExitCode.OK : ExitCode.FAILED;
    }
}
