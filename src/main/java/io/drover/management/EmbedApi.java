package io.drover.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Field;
import io.drover.connection.store.Role;
import io.drover.connection.store.SavedConnection;
import io.drover.management.Embeds.Embed;
import io.drover.management.Operation.Body;
import io.drover.management.Operation.Call;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The form for a connection within the page of another product, whose users enter credentials that the product never
 * sees. An administrator makes a token that says which fields the form asks for; whoever has the token may fill them in.
 */
final class EmbedApi {
    private static final String TITLE = "title";
    private static final String PARAMS = ConnectionFields.PARAMS;
    private static final String URL = "api_base_url";
    private static final int MINUTES = 10;
    private static final int MOST_MINUTES = 60;
    private static final int TRIES = 5;
    private static final String CREATE_LOADS = ConnectionFields.CREATE_LOADS;
    private static final Set<String> OWN =
            Set.of("origin", "connection", TITLE, PARAMS, CREATE_LOADS, "fields", "valid_minutes");
    /** What people call a credential, by the kind of authorization. */
    private static final Map<String, String> WORDS = Map.of(
            "basic client_key", "User",
            "basic client_secret", "Password",
            "bearer client_secret", "Token",
            "header client_secret", "API key",
            "oauth2 client_key", "Client id");

    private static final Set<String> OF_FORM = Set.of(TITLE, PARAMS);

    private final ConnectionsApi connections;
    private final Definitions definitions;
    private final Drafting drafting;
    private final List<String> origins;
    private final Embeds embeds;

    EmbedApi(ConnectionsApi connections, Definitions definitions, ApiOperations.Live live, Clock clock) {
        this.connections = connections;
        this.definitions = definitions;
        this.drafting = live.drafting();
        this.origins = live.embedOrigins();
        this.embeds = new Embeds(clock);
    }

    List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/api/embeds", Role.ADMIN, this::make),
                Operation.open("GET", "/api/embed", Body.NONE, this::look),
                Operation.open("POST", "/api/embed", Body.JSON, this::fillIn));
    }

    private ApiAnswer make(Call call) {
        ObjectNode body = call.request().json();
        Bodies.fields(List.of(body), List.of(), OWN);
        String origin = body.path("origin").asText("");
        if (!origins.contains(origin)) {
            throw Refusal.field(
                    "origin",
                    origins.isEmpty()
                            ? "must be one that drover.embed.origins names, but it names none"
                            : "must be one of " + String.join(", ", origins) + " (drover.embed.origins)");
        }
        Optional<SavedConnection> connection = Optional.of(
                        body.path("connection").asText(""))
                .filter(id -> !id.isEmpty())
                .map(this::editable);
        ObjectNode preset = Bodies.object();
        preset.set(PARAMS, object(body));
        if (body.has(CREATE_LOADS)) {
            preset.put(CREATE_LOADS, Bodies.flag(body, CREATE_LOADS, false));
        }
        Map<String, String> given = new ConnectionFields(definitions).params(preset.path(PARAMS));
        List<String> fields = fields(body, connection, given);
        Embed embed = new Embed(
                connection.map(SavedConnection::name),
                connection.map(SavedConnection::title).or(() -> Bodies.title(body)),
                preset,
                fields,
                origin,
                call.caller().user(),
                embeds.expiry(Duration.ofMinutes(minutes(body))),
                TRIES);
        String token = embeds.add(embed);
        ObjectNode json = Bodies.object()
                .put("url", "/embed/connection/" + embed.connection().orElse("new") + "#" + token)
                .put("token", token)
                .put("origin", origin)
                .put("expires_at", embed.expiresAt().toString());
        fields.forEach(json.putArray("fields")::add);
        return ApiAnswer.json(201, json);
    }

    private SavedConnection editable(String name) {
        SavedConnection found = definitions.connections().get(name);
        if (found == null || !found.isEditable()) {
            throw Refusal.field("connection", "must be one that was made through the API, but is none");
        }
        return found;
    }

    private static ObjectNode object(ObjectNode body) {
        JsonNode params = body.path(PARAMS);
        if (!params.isMissingNode() && !params.isObject()) {
            throw Refusal.field(PARAMS, "must be a JSON object, but is another kind of JSON");
        }
        return params.isObject() ? (ObjectNode) params.deepCopy() : Bodies.object();
    }

    private static int minutes(ObjectNode body) {
        int minutes = body.path("valid_minutes").asInt(MINUTES);
        if (minutes < 1 || minutes > MOST_MINUTES) {
            throw Refusal.field("valid_minutes", "must be between 1 and " + MOST_MINUTES + ", but was " + minutes);
        }
        return minutes;
    }

    private List<String> fields(ObjectNode body, Optional<SavedConnection> connection, Map<String, String> preset) {
        List<String> fields = new ArrayList<>();
        body.path("fields").forEach(name -> fields.add(name.asText()));
        if (fields.isEmpty()) {
            fields.addAll(credentials(connection, preset));
        }
        Set<String> known = new ConnectionFields(definitions)
                .params().stream().map(Field::name).collect(Collectors.toSet());
        known.removeAll(preset.keySet());
        // They name files of this machine.
        known.removeIf(name -> name.equals("response") || name.startsWith("tls_"));
        if (!known.containsAll(fields) || Set.copyOf(fields).size() < fields.size()) {
            throw Refusal.field("fields", "must be fields of a connection, each once and none that is set already");
        }
        // Whoever fills the form in could have the secrets that are there sent to where they like.
        if (connection.isPresent() && fields.stream().anyMatch(EmbedApi::leads)) {
            throw Refusal.field("fields", "can't say where a connection leads when it is reauthorized");
        }
        if (connection.isEmpty() && !preset.containsKey(URL) && !fields.contains(URL)) {
            throw Refusal.field(PARAMS, "must hold " + URL + ", unless the form asks for it");
        }
        return fields;
    }

    private static List<String> credentials(Optional<SavedConnection> connection, Map<String, String> preset) {
        String auth = auth(connection, Optional.ofNullable(preset.get("auth")));
        boolean secretOnly = auth.equals("bearer") || auth.equals("header");
        return secretOnly ? List.of("client_secret") : List.of("client_key", "client_secret");
    }

    private static String auth(Optional<SavedConnection> connection, Optional<String> preset) {
        return preset.or(() -> connection.map(each -> each.fields().getOrDefault("auth", "")))
                .orElse("");
    }

    private static boolean leads(String field) {
        return field.endsWith("_url") || field.equals("api_endpoint") || field.startsWith("proxy_");
    }

    private ApiAnswer look(Call call) {
        Embed embed = embeds.look(call.request());
        ObjectNode json = Bodies.object()
                .put("purpose", embed.connection().isPresent() ? "reauthorize" : "create")
                .put(TITLE, embed.title().orElse(null))
                .put("origin", embed.origin())
                .put("expires_at", embed.expiresAt().toString())
                .put("tries_left", embed.tries());
        ObjectNode schema = json.putObject("schema").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        String auth = auth(
                embed.connection().map(definitions.connections()::get),
                Optional.of(embed.preset().path(PARAMS).path("auth").asText("")).filter(kind -> !kind.isEmpty()));
        definitions.connectionFields().stream()
                .filter(field -> embed.fields().contains(field.name()))
                .forEach(field -> properties.set(field.name(), asked(auth, field)));
        schema.putArray("required");
        if (embed.fields().contains(URL)) {
            schema.withArray("required").add(URL);
        }
        return ApiAnswer.ok(json);
    }

    /** In the words of those who fill it in, who know nothing of other kinds of authorization or of configurations. */
    private static ObjectNode asked(String auth, Field field) {
        ObjectNode schema = field.schema();
        Optional.ofNullable(WORDS.get(auth + " " + field.name())).ifPresent(words -> {
            schema.put(TITLE, words);
            schema.remove("description");
        });
        return schema;
    }

    /** The token is out of everybody's reach meanwhile, so it can't be used twice. */
    private ApiAnswer fillIn(Call call) {
        Embed embed = embeds.take(call.request());
        boolean done = false;
        try {
            ObjectNode asked = asked(embed, call.request().json());
            Map<String, String> fields = new ConnectionFields(definitions).params(asked.path(PARAMS));
            Optional<String> failure =
                    drafting.check(embed.connection(), fields).failure();
            if (failure.isPresent()) {
                return answer("refused", Optional.empty(), failure.get());
            }
            String id = record(embed, asked);
            done = true;
            return answer(embed.connection().isPresent() ? "reauthorized" : "created", Optional.of(id), "");
        } finally {
            if (!done) {
                embeds.giveBack(call.request(), embed);
            }
        }
    }

    /** What is set, with what the form gave: only fields that it asked for. */
    private ObjectNode asked(Embed embed, ObjectNode body) {
        Bodies.fields(List.of(body), List.of(), OF_FORM);
        ObjectNode asked = embed.preset().deepCopy();
        ObjectNode params = object(asked);
        object(body).properties().forEach(entry -> {
            if (!embed.fields().contains(entry.getKey())) {
                throw Refusal.field(entry.getKey(), "is not a field of this form");
            }
            params.set(entry.getKey(), entry.getValue());
        });
        if (embed.connection().isEmpty()) {
            asked.put(
                    TITLE,
                    embed.title()
                            .or(() -> Bodies.title(body))
                            .orElseThrow(() -> Refusal.field(TITLE, "must be given, but is missing")));
        }
        asked.set(PARAMS, params);
        return asked;
    }

    /** As the administrator who made the token would. */
    private String record(Embed embed, ObjectNode asked) {
        Caller caller = Caller.token(embed.maker() + " by an embedded form", Role.ADMIN);
        ApiRequest request =
                ApiRequest.local("POST", List.of(), Map.of(), asked.toString().getBytes(StandardCharsets.UTF_8));
        if (embed.connection().isPresent()) {
            connections.reauthorize(
                    new Call(request, caller, Map.of("id", embed.connection().get())));
            return embed.connection().get();
        }
        String id = connections.create(new Call(request, caller, Map.of())).name();
        definitions.check(id, caller.user());
        return id;
    }

    private static ApiAnswer answer(String outcome, Optional<String> connection, String message) {
        return ApiAnswer.ok(Bodies.object()
                .put("outcome", outcome)
                .put("connection", connection.orElse(null))
                .put("message", message));
    }
}
