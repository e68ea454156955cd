package io.drover.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Event;
import io.drover.connection.store.Field;
import io.drover.connection.store.Role;
import io.drover.connection.store.SavedLoad;
import io.drover.load.CsvFormat;
import io.drover.management.Operation.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The operations on loads, and on files that are sent to them. */
final class LoadsApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TITLE = "title";
    private static final String CONNECTION = "connection";
    private static final String INBOX = "inbox";
    private static final Set<String> OWN = Set.of("id", TITLE);
    private static final Pattern SCHEMA = Pattern.compile("|schemas/[A-Za-z0-9_-][A-Za-z0-9_.-]*");

    private final Definitions definitions;
    private final Work work;
    private final Clock clock;

    LoadsApi(Definitions definitions, Work work, Clock clock) {
        this.definitions = definitions;
        this.work = work;
        this.clock = clock;
    }

    List<Operation> operations() {
        String one = "/api/loads/{id}";
        return List.of(
                Operation.of("GET", "/api/loads", Role.VIEWER, this::list)
                        .taking(Parameter.text("q"), Parameter.text(CONNECTION), Parameter.OFFSET, Parameter.LIMIT),
                Operation.of("POST", "/api/loads", Role.ADMIN, this::create),
                Operation.of("GET", one, Role.VIEWER, call -> ApiAnswer.ok(json(find(call)))),
                Operation.of("PATCH", one, Role.ADMIN, this::update),
                Operation.of("DELETE", one, Role.ADMIN, this::delete),
                Operation.of("POST", one + "/duplicate", Role.ADMIN, this::duplicate),
                Operation.of("POST", one + "/check", Role.OPERATOR, this::check),
                Operation.of("POST", one + "/pause", Role.OPERATOR, call -> pause(call, "paused")),
                Operation.of("POST", one + "/resume", Role.OPERATOR, call -> pause(call, "resumed")),
                Operation.ofFile(one + "/files", Role.OPERATOR, this::upload),
                Operation.ofFile(one + "/plan", Role.OPERATOR, this::plan));
    }

    private ApiAnswer list(Call call) {
        ApiRequest request = call.request();
        List<SavedLoad> found = definitions.loads().values().stream()
                .filter(each -> Bodies.matches(request.parameter("q"), each.name(), each.title()))
                .filter(each -> request.parameter(CONNECTION)
                        .filter(name -> !name.equals(each.fields().get(CONNECTION)))
                        .isEmpty())
                .toList();
        return ApiAnswer.ok(Bodies.page(request, found, this::json));
    }

    private ObjectNode json(SavedLoad load) {
        ObjectNode json = Bodies.object();
        boolean paused = definitions.isPaused(load.name());
        Optional<String> waits = work.waits(load.name());
        json.put("id", load.name())
                .put("uid", load.uid())
                .put(TITLE, load.title())
                .put("is_editable", load.isEditable())
                .put("paused", paused)
                .put("state", paused ? "paused" : waits.isPresent() ? "waiting" : "watching")
                .put("reason", waits.orElse(""));
        Bodies.put(json, "created_at", load.createdAt());
        Bodies.put(json, "updated_at", load.updatedAt());
        json.set("check", definitions.loadCheck(load.name()));
        for (Field field : definitions.loadFields()) {
            String text =
                    load.fields().getOrDefault(field.name(), field.defaultText().replace("NAME", load.name()));
            json.set(field.name(), field.json(text));
        }
        return json;
    }

    private SavedLoad find(Call call) {
        SavedLoad found = definitions.loads().get(call.parameter("id"));
        if (found == null) {
            throw Refusal.notFound("There is no load " + call.parameter("id"));
        }
        return found;
    }

    private SavedLoad editable(Call call) {
        SavedLoad found = find(call);
        if (!found.isEditable()) {
            throw Refusal.conflict(
                    "Load " + found.name() + " is defined in the configuration file, so it can only be changed there");
        }
        return found;
    }

    private ApiAnswer create(Call call) {
        ObjectNode body = call.request().json();
        Map<String, String> fields = Bodies.fields(List.of(body), definitions.loadFields(), OWN);
        String title = Bodies.title(body).orElseGet(() -> body.path("id").asText(""));
        if (title.isEmpty()) {
            throw Refusal.field(TITLE, "must be given, but is missing");
        }
        return made(call, title, fields, "");
    }

    private ApiAnswer made(Call call, String title, Map<String, String> fields, String detail) {
        Instant now = clock.instant();
        SavedLoad load = new SavedLoad(
                Bodies.id(call.request().json(), title, definitions.loads().keySet()),
                Bodies.newUid(),
                title,
                fields,
                Optional.of(now),
                Optional.of(now));
        checkFiles(fields);
        definitions.save(load, event(call, load, "created", detail));
        return ApiAnswer.json(201, json(load));
    }

    ApiAnswer update(Call call) {
        SavedLoad before = editable(call);
        ObjectNode body = call.request().json();
        if (body.has("id") && !body.path("id").asText().equals(before.name())) {
            throw Refusal.field("id", "can't be changed: it names folders, runs and metrics; duplicate the load");
        }
        Map<String, String> given = Bodies.fields(List.of(body), definitions.loadFields(), OWN);
        Map<String, String> fields = new LinkedHashMap<>(before.fields());
        fields.putAll(given);
        SavedLoad after = new SavedLoad(
                before.name(),
                before.uid(),
                Bodies.title(body).orElse(before.title()),
                fields,
                before.createdAt(),
                Optional.of(clock.instant()));
        checkFiles(given);
        definitions.save(after, event(call, after, "updated", String.join(", ", given.keySet())));
        return ApiAnswer.ok(json(after));
    }

    /** Who may use the API may not thereby read any folder or file of the machine. */
    private static void checkFiles(Map<String, String> given) {
        if (given.containsKey(INBOX)) {
            checkInbox(INBOX, given.getOrDefault(INBOX, ""));
        }
        checkSchema("schema", given.getOrDefault("schema", ""));
    }

    /** The same for the fields that loads are made of later. */
    static void checkTemplate(String template) {
        try {
            (template.isEmpty() ? Bodies.object() : JSON.readTree(template))
                    .properties()
                    .forEach(field -> {
                        if (field.getKey().equalsIgnoreCase("schema")) {
                            checkSchema("load_template", field.getValue().asText());
                        }
                    });
        } catch (JsonProcessingException e) {
            throw Refusal.field("load_template", "must be a JSON object whose values are strings, but is not JSON");
        }
    }

    private static void checkSchema(String field, String schema) {
        if (!SCHEMA.matcher(schema).matches()) {
            throw Refusal.field(
                    field, "must be a file in schemas/ beside the process, like schemas/customers.json, for a schema");
        }
    }

    static void checkInbox(String field, String inbox) {
        Path path = Path.of("/").resolve(inbox.replace('\0', '_')).normalize();
        boolean below = path.startsWith("/inbox/") && path.equals(Path.of("/" + inbox.replace('\0', '_')));
        if (!inbox.isEmpty() && (inbox.startsWith("/") || inbox.indexOf('\0') >= 0 || !below)) {
            throw Refusal.field(field, "must be a folder below inbox/ of drover.home, like inbox/customers");
        }
    }

    private ApiAnswer duplicate(Call call) {
        SavedLoad original = find(call);
        ObjectNode body = call.request().json();
        Bodies.fields(List.of(body), List.of(), Set.of("id", TITLE, "copy_secrets"));
        Map<String, String> fields = new LinkedHashMap<>(original.fields());
        fields.remove(INBOX);
        String title = Bodies.title(body).orElse(original.title() + " (copy)");
        return made(call, title, fields, "as a copy of " + original.name());
    }

    private ApiAnswer delete(Call call) {
        SavedLoad load = editable(call);
        List<String> runs = work.pending(load.name(), false);
        if (!runs.isEmpty()) {
            throw Refusal.conflict("Load " + load.name() + " is in use by the pending runs " + String.join(", ", runs));
        }
        definitions.delete(load, event(call, load, "deleted", ""));
        return ApiAnswer.nothing();
    }

    private ApiAnswer pause(Call call, String what) {
        SavedLoad load = find(call);
        definitions.pause(load.name(), what.equals("paused"), event(call, load, what, ""));
        return ApiAnswer.ok(json(load));
    }

    private ApiAnswer check(Call call) {
        SavedLoad load = find(call);
        definitions.check(load, call.caller().user());
        return ApiAnswer.ok(json(load));
    }

    private ApiAnswer upload(Call call) {
        SavedLoad load = find(call);
        String name = Uploads.fileName(call);
        Uploads.checkName(work, load, name);
        try {
            Optional<String> run = work.load(load.name(), name, Uploads.file(call), false);
            definitions.note(event(call, load, "uploaded", name));
            ObjectNode json = Bodies.object().put("run", run.orElse(null));
            json.put("state", run.isPresent() ? "running" : "waiting")
                    .put(
                            "reason",
                            run.isPresent() ? "" : work.waits(load.name()).orElse(""));
            return ApiAnswer.json(202, json);
        } catch (IOException e) {
            throw new UncheckedIOException("the file could not be taken", e);
        }
    }

    private ApiAnswer plan(Call call) {
        SavedLoad load = find(call);
        try {
            return ApiAnswer.ok(work.plan(load.name(), Uploads.fileName(call), Uploads.file(call)));
        } catch (IOException e) {
            throw new UncheckedIOException("the file could not be read", e);
        }
    }

    /** How a load's CSV files are written. */
    static CsvFormat csvFormat(Map<String, String> fields) {
        String delimiter = fields.getOrDefault("delimiter", ",");
        return new CsvFormat(
                delimiter.equals("tab") || delimiter.equals("\\t") ? '\t' : delimiter.charAt(0),
                Charset.forName(fields.getOrDefault("charset", "UTF-8")));
    }

    private Event event(Call call, SavedLoad load, String what, String detail) {
        Event.Subject subject = new Event.Subject("load", load.name());
        return Event.now(clock.instant(), call.caller().user(), what, subject, detail);
    }
}
