package io.drover.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Role;
import io.drover.connection.store.SavedLoad;
import io.drover.management.Operation.Call;
import io.drover.plan.SchemaSample;
import io.drover.plan.SchemaSample.Tried;
import io.drover.schema.DestinationSchema;
import io.drover.schema.InferredSchema;
import io.drover.schema.SchemaProblems;
import io.drover.schema.SchemaText;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Drafting destination schemas from samples, trying them on the first records, and keeping them for a load. */
final class SchemasApi {
    private static final int MOST_TRIED = 20;
    private static final String SCHEMA = "schema";

    private final LoadsApi loads;
    private final Definitions definitions;
    private final Path uploads;
    private final SchemaFolder folder;

    SchemasApi(LoadsApi loads, Definitions definitions, Path uploads, SchemaFolder folder) {
        this.loads = loads;
        this.definitions = definitions;
        this.uploads = uploads;
        this.folder = folder;
    }

    List<Operation> operations() {
        String ofLoad = "/api/loads/{id}/schema";
        return List.of(
                Operation.ofFile("/api/schemas/infer", Role.OPERATOR, this::infer)
                        .taking(Parameter.text("load")),
                Operation.of("POST", "/api/schemas/try", Role.OPERATOR, this::tryOut),
                Operation.of("GET", ofLoad, Role.VIEWER, this::read),
                Operation.of("PUT", ofLoad, Role.ADMIN, this::keep));
    }

    /** What is asked of a file that stands there under its own name. */
    private interface Question {
        ObjectNode ask(Path file) throws IOException, UnreadableSourceException;
    }

    private ObjectNode asking(String name, Question question, Optional<Path> upload, byte[] bytes) {
        try {
            Path place = Files.createTempDirectory(uploads, "sample-");
            Path file = place.resolve(name);
            try {
                if (upload.isPresent()) {
                    Files.createLink(file, upload.get());
                } else {
                    Files.write(file, bytes);
                }
                return question.ask(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(place);
            }
        } catch (UnreadableSourceException e) {
            throw Refusal.field("name", "must be of a sample that can't be read: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("the sample can't be read", e);
        }
    }

    private ApiAnswer infer(Call call) {
        String name = Uploads.fileName(call);
        Path file = Uploads.file(call);
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return ApiAnswer.ok(opened(file));
        }
        Map<String, String> settings = settings(call.request().parameter("load"));
        return ApiAnswer.ok(asking(
                name,
                sample -> {
                    InferredSchema inferred = sample(sample, settings).infer();
                    ObjectNode json = Bodies.object();
                    json.set(SCHEMA, SchemaText.read(inferred.yaml(name)));
                    inferred.doubts().forEach(json.putArray("doubts")::add);
                    return json;
                },
                Optional.of(file),
                new byte[0]));
    }

    private static ObjectNode opened(Path file) {
        try {
            ObjectNode json = Bodies.object();
            json.set(SCHEMA, SchemaText.read(Files.readString(file)));
            json.putArray("doubts");
            return json;
        } catch (SchemaProblems e) {
            throw Refusal.field("", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw Refusal.field("", "must be a schema file in UTF-8, but can't be read as one");
        }
    }

    /** The settings of the load whose files the sample is one of; none without one. */
    private Map<String, String> settings(Optional<String> load) {
        return load.map(id -> definitions.loads().get(id))
                .map(SavedLoad::fields)
                .orElse(Map.of());
    }

    private static SchemaSample sample(Path file, Map<String, String> settings) {
        return new SchemaSample(file, LoadsApi.csvFormat(settings), settings.getOrDefault("request_split_path", ""));
    }

    private ApiAnswer tryOut(Call call) {
        ObjectNode body = call.request().json();
        String yaml = SchemaText.write(schema(body));
        ObjectNode json = Bodies.object().put("yaml", yaml);
        Optional<DestinationSchema> schema = parsed(yaml, json.putArray("problems"));
        String sample = body.path("sample").asText("");
        if (schema.isPresent() && !sample.isEmpty()) {
            Map<String, String> settings =
                    settings(Optional.of(body.path("load").asText("")).filter(id -> !id.isEmpty()));
            json.set(
                    "tried",
                    asking(
                            Uploads.plainName(body.path("name").asText("")),
                            file -> json(sample(file, settings).first(schema.get(), MOST_TRIED)),
                            Optional.empty(),
                            decoded(sample)));
        }
        return ApiAnswer.ok(json);
    }

    private static ObjectNode schema(ObjectNode body) {
        JsonNode schema = body.path(SCHEMA);
        boolean fields = schema.path("fields").isArray();
        for (JsonNode field : schema.path("fields")) {
            fields &= field.isObject();
        }
        if (!fields) {
            throw Refusal.field(SCHEMA, "must be an object whose fields are a list of objects");
        }
        return (ObjectNode) schema;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Refusal.field("sample", "must be the beginning of a file in Base64");
        }
    }

    private static Optional<DestinationSchema> parsed(String yaml, ArrayNode problems) {
        try {
            return Optional.of(DestinationSchema.parse(yaml));
        } catch (SchemaProblems e) {
            e.problems()
                    .forEach(problem -> problems.addObject()
                            .put("field", SchemaText.fieldAt(yaml, problem.line()))
                            .put("what", problem.what()));
            return Optional.empty();
        }
    }

    private static ObjectNode json(Tried tried) {
        ObjectNode json = Bodies.object().put("refusal", tried.refusal());
        tried.columns().forEach(json.putArray("columns")::add);
        tried.taken().forEach(json.putArray("taken")::add);
        tried.missing().forEach(json.putArray("missing")::add);
        ArrayNode records = json.putArray("records");
        tried.records()
                .forEach(made -> records.addObject()
                        .put("record", made.record())
                        .put("line", made.line())
                        .put("json", made.json())
                        .put("problem", made.problem()));
        return json;
    }

    private SavedLoad find(Call call) {
        return Optional.ofNullable(definitions.loads().get(call.parameter("id")))
                .orElseThrow(() -> Refusal.notFound("There is no load " + call.parameter("id")));
    }

    private ApiAnswer read(Call call) {
        String file = find(call).fields().getOrDefault(SCHEMA, "");
        ObjectNode json = Bodies.object().put("file", file);
        json.set(SCHEMA, file.isEmpty() ? null : folder.read(file));
        return ApiAnswer.ok(json);
    }

    /** Files in use are never written over: a changed schema is a new file, so no other load changes with this one. */
    private ApiAnswer keep(Call call) {
        SavedLoad load = find(call);
        if (!load.isEditable()) {
            throw Refusal.conflict("Load " + load.name() + " is defined in the configuration file: save the schema as a"
                    + " file and name it there");
        }
        String yaml = SchemaText.write(schema(call.request().json()));
        ArrayNode problems = Bodies.object().putArray("problems");
        if (parsed(yaml, problems).isEmpty()) {
            throw Refusal.field(SCHEMA, problems.path(0).path("what").asText());
        }
        String file = folder.add(load.name(), yaml);
        byte[] change = Bodies.object().put(SCHEMA, file).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        ApiRequest request = ApiRequest.local("PATCH", List.of(), Map.of(), change);
        loads.update(new Call(request, call.caller(), call.parameters()));
        return ApiAnswer.ok(Bodies.object().put("file", file));
    }
}
