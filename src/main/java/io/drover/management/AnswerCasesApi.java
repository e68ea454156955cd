package io.drover.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.Connection;
import io.drover.connection.store.Event;
import io.drover.connection.store.Role;
import io.drover.management.Operation.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Answers that were kept as test cases, each with the verdicts that it has to get: one JSON file each, below
 * {@code responses/cases/CONNECTION/} beside the process.
 */
final class AnswerCasesApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final String SUFFIX = ".json";
    private static final List<String> EXCHANGE = List.of("request", "status", "answer");

    private final Definitions definitions;
    private final AnswerTrials trials;
    private final Path folder;
    private final Clock clock;

    /** @param directory the working directory */
    AnswerCasesApi(Definitions definitions, AnswerTrials trials, Path directory, Clock clock) {
        this.definitions = definitions;
        this.trials = trials;
        this.folder = directory.resolve("responses").resolve("cases");
        this.clock = clock;
    }

    List<Operation> operations() {
        String all = "/api/connections/{id}/cases";
        return List.of(
                Operation.of("GET", all, Role.VIEWER, this::run),
                Operation.of("PUT", all + "/{name}", Role.ADMIN, this::keep),
                Operation.of("DELETE", all + "/{name}", Role.ADMIN, this::drop));
    }

    private String connection(Call call) {
        String id = call.parameter("id");
        if (!definitions.connections().containsKey(id)) {
            throw Refusal.notFound("There is no connection " + id);
        }
        return id;
    }

    private Path file(Call call) {
        String name = call.parameter("name");
        if (!NAME.matcher(name).matches()) {
            throw Refusal.field("name", "must be 1 to 63 of a-z, 0-9, - and _ and start with a letter or digit");
        }
        return folder.resolve(connection(call)).resolve(name + SUFFIX);
    }

    /** Reads every kept answer by the settings as they are. */
    private ApiAnswer run(Call call) {
        String id = connection(call);
        Connection connection = trials.drafted(Optional.of(id), Bodies.object());
        ObjectNode json = Bodies.object();
        ArrayNode items = json.putArray("items");
        for (Path file : files(folder.resolve(id))) {
            items.add(run(file, connection));
        }
        return ApiAnswer.ok(json);
    }

    private static List<Path> files(Path cases) {
        try (Stream<Path> all = Files.list(cases)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + cases + " can't be read", e);
        }
    }

    private ObjectNode run(Path file, Connection connection) {
        String name = String.valueOf(file.getFileName()).replaceAll("\\.json$", "");
        ObjectNode json = Bodies.object().put("name", name);
        try {
            ObjectNode kept = JSON.readValue(file.toFile(), ObjectNode.class);
            EXCHANGE.forEach(each -> json.set(each, kept.get(each)));
            ArrayNode found = verdicts(trials.of(connection, kept));
            json.set("expected", kept.path("expected"));
            json.set("found", found);
            return json.put("holds", found.equals(kept.path("expected"))).put("problem", "");
        } catch (IOException | Refusal e) {
            json.putArray("expected");
            json.putArray("found");
            return json.put("holds", false).put("problem", "The case can't be read: " + e.getMessage());
        }
    }

    /** What is said of the whole answer, then of each record: success, or the class of its failure. */
    private static ArrayNode verdicts(ObjectNode trial) {
        ArrayNode verdicts = JSON.createArrayNode().add(trial.path("verdict").asText());
        trial.path("outcomes")
                .forEach(each -> verdicts.add(
                        each.path("success").asBoolean()
                                ? "success"
                                : each.path("class").asText()));
        return verdicts;
    }

    /** What the settings make of it now, with those that come along, is what it has to be from now on. */
    private ApiAnswer keep(Call call) {
        Path file = file(call);
        ObjectNode body = call.request().json();
        ObjectNode kept = Bodies.object();
        EXCHANGE.forEach(each -> kept.set(each, body.path(each).isMissingNode() ? null : body.get(each)));
        JsonNode params = body.path("connection_params");
        kept.set("expected", verdicts(trials.of(trials.drafted(Optional.of(call.parameter("id")), params), kept)));
        try {
            Files.createDirectories(file.resolveSibling(""));
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, kept.toPrettyString() + "\n");
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Refusal.conflict("The folder responses/cases/ beside the process can't be written");
        }
        note(call, "test case kept");
        return ApiAnswer.ok(run(file, trials.drafted(Optional.of(call.parameter("id")), Bodies.object())));
    }

    private ApiAnswer drop(Call call) {
        Path file = file(call);
        try {
            if (!Files.deleteIfExists(file)) {
                throw Refusal.notFound("There is no such test case");
            }
        } catch (IOException e) {
            throw Refusal.conflict("The folder responses/cases/ beside the process can't be written");
        }
        note(call, "test case deleted");
        return ApiAnswer.nothing();
    }

    private void note(Call call, String what) {
        Event.Subject subject = new Event.Subject("connection", call.parameter("id"));
        definitions.note(Event.now(clock.instant(), call.caller().user(), what, subject, call.parameter("name")));
    }
}
