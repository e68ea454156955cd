package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.Accounts;
import io.drover.connection.store.ConnectionState;
import io.drover.connection.store.Event;
import io.drover.connection.store.Role;
import io.drover.connection.store.SavedConnection;
import io.drover.connection.store.SavedLoad;
import io.drover.management.Definitions.ConnectionEdit;
import io.drover.management.Operation.Call;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations on connections, below {@code /api} and once more below each kind of destination. */
final class ConnectionsApi {
    private static final String TITLE = "title";
    private static final String DESTINATION = "destination_name";

    private final Definitions definitions;
    private final Work work;
    private final ConnectionFields fields;
    private final ConnectionJson json;
    private final Clock clock;

    ConnectionsApi(Definitions definitions, Work work, Clock clock) {
        this.definitions = definitions;
        this.work = work;
        this.fields = new ConnectionFields(definitions);
        this.json = new ConnectionJson(definitions, work);
        this.clock = clock;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (String prefix : List.of("/api", "/api/destinations/{destination_name}")) {
            String all = prefix + "/connections";
            String one = all + "/{id}";
            operations.add(list(all));
            operations.add(Operation.of("POST", all, Role.ADMIN, call -> ApiAnswer.json(201, json.of(create(call)))));
            operations.add(Operation.of("GET", one, Role.VIEWER, call -> ApiAnswer.ok(json.of(find(call)))));
            operations.add(Operation.of("PATCH", one, Role.ADMIN, this::update));
            operations.add(Operation.of("DELETE", one, Role.ADMIN, this::delete));
            operations.add(Operation.of("POST", one + "/reauthorize", Role.ADMIN, this::reauthorize));
            operations.add(Operation.of("POST", one + "/check", Role.OPERATOR, this::check));
            operations.add(Operation.of("POST", one + "/duplicate", Role.ADMIN, this::duplicate));
        }
        return operations;
    }

    private Operation list(String template) {
        Operation list = Operation.of("GET", template, Role.VIEWER, this::list)
                .taking(
                        Parameter.text("q"),
                        Parameter.word("status", ConnectionState.STATUSES),
                        Parameter.OFFSET,
                        Parameter.LIMIT);
        // The other one has it in its path.
        return template.contains(DESTINATION)
                ? list
                : list.taking(Parameter.word(DESTINATION, List.of(DestinationsApi.HTTP)));
    }

    private ApiAnswer list(Call call) {
        ApiRequest request = call.request();
        Optional<String> destination = destination(call);
        List<SavedConnection> found = definitions.connections().values().stream()
                .filter(each -> destination.isEmpty() || destination.get().equals(each.destination()))
                .filter(each -> Bodies.matches(request.parameter("q"), each.name(), each.title()))
                .filter(each -> request.parameter("status")
                        .filter(status -> !status.equals(state(each).status()))
                        .isEmpty())
                .toList();
        return ApiAnswer.ok(Bodies.page(request, found, json::of));
    }

    private static Optional<String> destination(Call call) {
        String ofPath = call.parameter(DESTINATION);
        if (!ofPath.isEmpty()) {
            DestinationsApi.require(ofPath);
            return Optional.of(ofPath);
        }
        return call.request().parameter(DESTINATION);
    }

    private ConnectionState state(SavedConnection connection) {
        return definitions.state(connection.name());
    }

    private SavedConnection find(Call call) {
        SavedConnection found = definitions.connections().get(call.parameter("id"));
        Optional<String> destination = destination(call);
        if (found == null
                || destination.filter(each -> !each.equals(found.destination())).isPresent()) {
            throw Refusal.notFound("There is no connection " + call.parameter("id"));
        }
        return found;
    }

    private SavedConnection editable(Call call) {
        SavedConnection found = find(call);
        if (!found.isEditable()) {
            throw Refusal.conflict("Connection " + found.name()
                    + " is defined in the configuration file, so it can only be changed there");
        }
        return found;
    }

    private static void requireKind(ObjectNode body, String kind) {
        String given = body.path(DESTINATION).asText(kind);
        if (!given.equals(kind)) {
            throw Refusal.field(DESTINATION, "must be " + kind + ", but was " + Bodies.quoted(given));
        }
    }

    SavedConnection create(Call call) {
        ObjectNode body = call.request().json();
        String title = Bodies.title(body).orElseThrow(() -> Refusal.field(TITLE, "must be given, but is missing"));
        destination(call);
        requireKind(body, DestinationsApi.HTTP);
        Instant now = clock.instant();
        Map<String, String> given = fields.of(body);
        SavedConnection connection = new SavedConnection(
                Bodies.id(body, title, definitions.connections().keySet()),
                Bodies.newUid(),
                title,
                DestinationsApi.HTTP,
                fields.plain(given),
                Optional.of(now),
                Optional.of(now));
        definitions.save(
                new ConnectionEdit(connection, fields.secrets(given), Optional.empty(), false, false),
                event(call, connection, "created", ""));
        if (definitions.accounts(connection).areAskedFor()) {
            definitions.check(connection.name(), call.caller().user());
        }
        return connection;
    }

    private ApiAnswer update(Call call) {
        SavedConnection before = editable(call);
        SavedConnection after = change(call, before, "updated");
        Accounts asked = definitions.accounts(after);
        if (asked.areAskedFor()
                && !asked.question().equals(definitions.accounts(before).question())) {
            definitions.check(after.name(), call.caller().user());
        }
        return ApiAnswer.ok(json.of(after));
    }

    private SavedConnection change(Call call, SavedConnection before, String what) {
        ObjectNode body = call.request().json();
        if (body.has("id") && !body.path("id").asText().equals(before.name())) {
            throw Refusal.field("id", "can't be changed: it names folders, runs and metrics; duplicate the connection");
        }
        requireKind(body, before.destination());
        Map<String, String> given = fields.of(body);
        Map<String, String> changedFields = new LinkedHashMap<>(before.fields());
        changedFields.putAll(fields.plain(given));
        SavedConnection after = new SavedConnection(
                before.name(),
                before.uid(),
                Bodies.title(body).orElse(before.title()),
                before.destination(),
                changedFields,
                before.createdAt(),
                Optional.of(clock.instant()));
        String changed = String.join(", ", given.keySet());
        definitions.save(
                new ConnectionEdit(after, fields.secrets(given), Optional.empty(), what.equals("reauthorized"), false),
                event(call, after, what, changed));
        return after;
    }

    ApiAnswer reauthorize(Call call) {
        SavedConnection after = change(call, editable(call), "reauthorized");
        definitions.check(after.name(), call.caller().user());
        return ApiAnswer.ok(json.of(after));
    }

    private ApiAnswer check(Call call) {
        SavedConnection connection = find(call);
        definitions.check(connection.name(), call.caller().user());
        return ApiAnswer.ok(json.of(connection));
    }

    private ApiAnswer duplicate(Call call) {
        SavedConnection original = find(call);
        ObjectNode body = call.request().json();
        Bodies.fields(List.of(body), List.of(), Set.of("id", TITLE, "copy_secrets"));
        boolean copy = Bodies.flag(body, "copy_secrets", false);
        if (copy && !original.isEditable()) {
            throw Refusal.field(
                    "copy_secrets",
                    "must be false: the secrets of a connection that the configuration" + " file defines stay there");
        }
        String title = Bodies.title(body).orElse(original.title() + " (copy)");
        Instant now = clock.instant();
        SavedConnection twin = new SavedConnection(
                Bodies.id(body, title, definitions.connections().keySet()),
                Bodies.newUid(),
                title,
                original.destination(),
                original.fields(),
                Optional.of(now),
                Optional.of(now));
        definitions.save(
                new ConnectionEdit(twin, Map.of(), copy ? Optional.of(original) : Optional.empty(), false, true),
                event(call, twin, "created", "as a copy of " + original.name()));
        return ApiAnswer.json(201, json.of(twin));
    }

    private ApiAnswer delete(Call call) {
        SavedConnection connection = editable(call);
        List<String> loads = definitions.loads().values().stream()
                .filter(load -> connection.name().equals(load.fields().get("connection")))
                .map(SavedLoad::name)
                .toList();
        List<String> runs = work.pending(connection.name(), true);
        if (!loads.isEmpty() || !runs.isEmpty()) {
            throw Refusal.conflict("Connection " + connection.name() + " is in use"
                    + (loads.isEmpty() ? "" : " by the loads " + String.join(", ", loads))
                    + (runs.isEmpty() ? "" : " by the pending runs " + String.join(", ", runs)));
        }
        definitions.delete(connection, event(call, connection, "deleted", ""));
        return ApiAnswer.nothing();
    }

    private Event event(Call call, SavedConnection connection, String what, String detail) {
        Event.Subject subject = new Event.Subject("connection", connection.name());
        return Event.now(clock.instant(), call.caller().user(), what, subject, detail);
    }
}
