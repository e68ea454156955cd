package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Event;
import io.drover.connection.store.EventQuery;
import io.drover.connection.store.Proof;
import io.drover.connection.store.Role;
import io.drover.connection.store.Store;
import io.drover.connection.store.User;
import io.drover.management.Operation.Body;
import io.drover.management.Operation.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Signing in, users, the timeline, the key of secrets and the API's own document. */
final class AdministrationApi {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 200;

    private final Access access;
    private final Store store;
    private final Definitions definitions;
    private final Clock clock;

    AdministrationApi(Access access, Store store, Definitions definitions, Clock clock) {
        this.access = access;
        this.store = store;
        this.definitions = definitions;
        this.clock = clock;
    }

    List<Operation> operations() {
        return List.of(
                Operation.of("GET", "/api/openapi.yaml", Role.VIEWER, call -> document()),
                Operation.of("GET", "/api/session", Role.VIEWER, call -> ApiAnswer.ok(session(call.caller()))),
                Operation.open("POST", "/api/session", Body.JSON, this::signIn),
                Operation.of("DELETE", "/api/session", Role.VIEWER, this::signOut),
                timeline("/api/events", call -> events(call, Optional.empty())),
                timeline("/api/connections/{id}/events", call -> {
                    requireKnown(definitions.connections().keySet(), call);
                    return events(call, Optional.of(new Event.Subject("connection", call.parameter("id"))));
                }),
                timeline("/api/loads/{id}/events", call -> {
                    requireKnown(definitions.loads().keySet(), call);
                    return events(call, Optional.of(new Event.Subject("load", call.parameter("id"))));
                }),
                Operation.of("GET", "/api/users", Role.ADMIN, call -> users()),
                Operation.of("PUT", "/api/users/{name}", Role.ADMIN, this::putUser),
                Operation.of("DELETE", "/api/users/{name}", Role.ADMIN, this::deleteUser),
                Operation.of("POST", "/api/secrets/rotate", Role.ADMIN, this::rotate));
    }

    private static Operation timeline(String template, Operation.Handler handler) {
        return Operation.of("GET", template, Role.VIEWER, handler)
                .taking(Parameter.number("before", 1, Long.MAX_VALUE), Parameter.LIMIT);
    }

    private static void requireKnown(Set<String> names, Call call) {
        if (!names.contains(call.parameter("id"))) {
            throw Refusal.notFound("There is nothing of that name");
        }
    }

    private static ApiAnswer document() {
        try (InputStream document =
                Objects.requireNonNull(AdministrationApi.class.getResourceAsStream("/openapi.yaml"), "openapi.yaml")) {
            return ApiAnswer.of(200, "application/yaml", document.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the document can't be read", e);
        }
    }

    private static ObjectNode session(Caller caller) {
        ObjectNode json = Bodies.object()
                .put("user", caller.user())
                .put("role", caller.role().word());
        Bodies.put(json, "expires_at", caller.expiresAt());
        return json;
    }

    private ApiAnswer signIn(Call call) {
        ObjectNode body = call.request().json();
        Access.SignedIn signedIn = access.signIn(
                call.request().remote(),
                body.path("user").asText(""),
                body.path("password").asText(""),
                body.path("token").asText(""));
        String cookie = Access.COOKIE + "=" + signedIn.key() + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
                + Access.sessionLife().toSeconds();
        return ApiAnswer.ok(session(signedIn.caller())).with(Map.of("Set-Cookie", cookie));
    }

    private ApiAnswer signOut(Call call) {
        access.signOut(call.caller());
        String cookie = Access.COOKIE + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0";
        return ApiAnswer.nothing().with(Map.of("Set-Cookie", cookie));
    }

    private ApiAnswer events(Call call, Optional<Event.Subject> subject) {
        long before = call.request().number("before", Long.MAX_VALUE);
        int limit = call.request().limit();
        List<Event> events = store.events(new EventQuery(subject, before, limit));
        ObjectNode page = Bodies.object();
        var items = page.putArray("items");
        events.forEach(event -> items.addObject()
                .put("id", event.id())
                .put("at", event.at().toString())
                .put("actor", event.actor())
                .put("kind", event.kind())
                .put("subject", event.subject())
                .put("what", event.what())
                .put("detail", event.detail()));
        if (events.size() == limit) {
            page.put("next", events.get(limit - 1).id());
        } else {
            page.putNull("next");
        }
        return ApiAnswer.ok(page);
    }

    private ApiAnswer users() {
        ObjectNode json = Bodies.object();
        var items = json.putArray("items");
        access.users().values().forEach(user -> items.add(json(user)));
        return ApiAnswer.ok(json);
    }

    private static ObjectNode json(User user) {
        return Bodies.object()
                .put("name", user.name())
                .put("role", user.role().word())
                .put("kind", user.proof().isToken() ? "token" : "password")
                .put("created_at", user.createdAt().toString());
    }

    private ApiAnswer putUser(Call call) {
        String name = call.parameter("name");
        if (!NAME.matcher(name).matches()) {
            throw Refusal.field("name", "must be 1 to 63 of a-z, 0-9, - and _ and start with a letter or digit");
        }
        ObjectNode body = call.request().json();
        Bodies.fields(List.of(body), List.of(), Set.of("role", "password"));
        Role role = Role.of(body.path("role").asText(""))
                .orElseThrow(() -> Refusal.field("role", "must be viewer, operator or admin, but was something else"));
        if (Caller.NAMES.contains(name)) {
            throw Refusal.field(
                    "name",
                    "must not be one of " + String.join(", ", Caller.NAMES) + ": the timeline calls so who is no user");
        }
        requireAnotherAdmin(name, role);
        if (!body.has("password")) {
            String token = Proof.random();
            User user = new User(name, role, Proof.ofToken(token), clock.instant());
            access.put(user, call.caller().user(), role.word() + ", with a token");
            return ApiAnswer.ok(json(user).put("token", token));
        }
        String password = body.path("password").asText("");
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw Refusal.field(
                    "password", "must have " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        }
        User user = new User(name, role, Proof.ofPassword(password), clock.instant());
        access.put(user, call.caller().user(), role.word() + ", with a password");
        return ApiAnswer.ok(json(user));
    }

    private void requireAnotherAdmin(String name, Role role) {
        User before = access.users().get(name);
        boolean demoted = before != null && before.role() == Role.ADMIN && role != Role.ADMIN;
        boolean other = access.users().values().stream()
                .anyMatch(user -> user.role() == Role.ADMIN && !user.name().equals(name));
        if (demoted && !other) {
            throw Refusal.conflict(name + " is the last administrator: make another one first");
        }
    }

    private ApiAnswer deleteUser(Call call) {
        String name = call.parameter("name");
        if (!access.users().containsKey(name)) {
            throw Refusal.notFound("There is no user " + name);
        }
        access.remove(name, call.caller().user());
        return ApiAnswer.nothing();
    }

    private ApiAnswer rotate(Call call) {
        Event.Subject subject = new Event.Subject("secrets", "key");
        int sealed = definitions.rotateSecrets(
                Event.now(clock.instant(), call.caller().user(), "rotated", subject, ""));
        return ApiAnswer.ok(Bodies.object().put("sealed", sealed));
    }
}
