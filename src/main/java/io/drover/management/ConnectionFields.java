package io.drover.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.Secret;
import io.drover.connection.store.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields of a connection in requests and answers: its settings are in {@code connection_params}. */
final class ConnectionFields {
    static final String PARAMS = "connection_params";
    /** Beside the settings, as the users' document has it. */
    static final String CREATE_LOADS = "create_load_for_new_tables";

    /** As the users' document spells it. */
    private static final String MISSPELT = "conenctions_params";

    private static final Set<String> BESIDE = Set.of("id", "title", "destination_name", CREATE_LOADS, PARAMS, MISSPELT);
    private static final String TABLES_INBOX = "tables_inbox";
    private static final Pattern RULES = Pattern.compile("[a-z0-9-]*|responses/[A-Za-z0-9_-][A-Za-z0-9_.-]*");

    private static final List<String> TLS_FILES = List.of("tls_client_certificate", "tls_client_key", "tls_trust");
    private static final Pattern TLS_FILE = Pattern.compile("|certificates/[A-Za-z0-9_-][A-Za-z0-9_.-]*");

    private final List<Field> all;

    ConnectionFields(Definitions definitions) {
        this.all = definitions.connectionFields();
    }

    /** What {@code connection_params} may hold. */
    List<Field> params() {
        return all.stream().filter(field -> !field.name().equals(CREATE_LOADS)).toList();
    }

    /** The fields that a request sets, secrets among them. */
    Map<String, String> of(ObjectNode body) {
        Map<String, String> params = params(body.path(group(body)));
        Set<String> settings = params().stream().map(Field::name).collect(Collectors.toSet());
        body.fieldNames().forEachRemaining(name -> {
            if (settings.contains(name)) {
                throw Refusal.field(name, "must stand in " + PARAMS + ", but stands beside it");
            }
        });
        Bodies.fields(List.of(body), List.of(), BESIDE);
        Map<String, String> given = new LinkedHashMap<>(params);
        if (body.has(CREATE_LOADS)) {
            given.put(CREATE_LOADS, Boolean.toString(Bodies.flag(body, CREATE_LOADS, false)));
        }
        return given;
    }

    private static String group(ObjectNode body) {
        if (body.has(PARAMS) && body.has(MISSPELT)) {
            throw Refusal.field(MISSPELT, "is another spelling of " + PARAMS + ": give one of them");
        }
        return body.has(MISSPELT) ? MISSPELT : PARAMS;
    }

    /** The settings that {@code connection_params} of a request holds; none where it has none. */
    Map<String, String> params(JsonNode given) {
        if (!given.isMissingNode() && !given.isObject()) {
            throw Refusal.field(PARAMS, "must be a JSON object, but is another kind of JSON");
        }
        if (given.has(CREATE_LOADS)) {
            throw Refusal.field(CREATE_LOADS, "must stand beside " + PARAMS + ", but stands in it");
        }
        return harmless(Bodies.fields(List.of(given), params(), Set.of()));
    }

    /** Who may use the API may not thereby read any file of the machine. */
    private static Map<String, String> harmless(Map<String, String> given) {
        if (given.containsKey(TABLES_INBOX)) {
            LoadsApi.checkInbox(TABLES_INBOX, given.getOrDefault(TABLES_INBOX, ""));
        }
        LoadsApi.checkTemplate(given.getOrDefault("load_template", ""));
        if (!RULES.matcher(given.getOrDefault("response", "")).matches()) {
            throw Refusal.field(
                    "response", "must be the name of shipped rules, or a file in responses/ beside the process");
        }
        for (String field : TLS_FILES) {
            if (!TLS_FILE.matcher(given.getOrDefault(field, "")).matches()) {
                throw Refusal.field(field, "must be a file in certificates/ beside the process");
            }
        }
        return given;
    }

    /** Without the secrets. */
    Map<String, String> plain(Map<String, String> given) {
        Map<String, String> plain = new LinkedHashMap<>(given);
        secretNames().forEach(plain::remove);
        return plain;
    }

    /** The secrets alone. */
    Map<String, Secret> secrets(Map<String, String> given) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        secretNames().forEach(name -> {
            if (given.containsKey(name)) {
                secrets.put(name, new Secret(given.getOrDefault(name, "")));
            }
        });
        return secrets;
    }

    private List<String> secretNames() {
        return all.stream().filter(Field::isSecret).map(Field::name).toList();
    }
}
