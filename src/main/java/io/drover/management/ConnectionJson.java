package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.ConnectionState;
import io.drover.connection.store.Field;
import io.drover.connection.store.SavedConnection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A connection as the API shows it. */
final class ConnectionJson {
    private final Definitions definitions;
    private final Work work;

    ConnectionJson(Definitions definitions, Work work) {
        this.definitions = definitions;
        this.work = work;
    }

    ObjectNode of(SavedConnection connection) {
        ConnectionState state = definitions.state(connection.name());
        ObjectNode json = Bodies.object();
        json.put("id", connection.name())
                .put("uid", connection.uid())
                .put("title", connection.title())
                .put("destination_name", connection.destination())
                .put("datasource_name", connection.destination())
                .put("status", state.status())
                .put("error_text", state.errorText())
                .put("is_editable", connection.isEditable());
        Bodies.put(json, "created_at", connection.createdAt());
        Bodies.put(json, "updated_at", connection.updatedAt());
        json.put("create_load_for_new_tables", connection.createLoads());
        accounts(json, connection, state);
        secrets(json.putObject("secrets"), connection);
        json.set("check", state.check());
        var loads = json.putArray("loads");
        definitions.loads().values().stream()
                .filter(load -> connection.name().equals(load.fields().get("connection")))
                .forEach(load -> loads.add(load.name()));
        json.put("gate", work.gate(connection.name()));
        for (Field field : definitions.connectionFields()) {
            if (!field.isSecret()) {
                json.set(field.name(), field.json(connection.fields().getOrDefault(field.name(), field.defaultText())));
            }
        }
        return json;
    }

    /** The connection itself is its one account; a check that reached it has seen it. */
    private static void accounts(ObjectNode json, SavedConnection connection, ConnectionState state) {
        boolean valid = state.status().equals(ConnectionState.VALID);
        Optional<Instant> succeeded = valid ? state.checkedAt() : Optional.empty();
        json.put("accounts_number", 1).put("enabled_for_extraction_accounts_number", 1);
        json.put("accounts_status", state.status());
        Bodies.put(json, "update_accounts_last_successed", succeeded);
        Bodies.put(json, "update_accounts_last_succeeded", succeeded);
        json.put("update_accounts_was_successfull", valid).put("update_accounts_was_successful", valid);
        json.putArray("accounts")
                .addObject()
                .put("id", connection.name())
                .put("title", connection.title())
                .put("enabled", true);
    }

    private void secrets(ObjectNode json, SavedConnection connection) {
        Map<String, Optional<Instant>> set = definitions.secrets(connection);
        definitions.connectionFields().stream().filter(Field::isSecret).forEach(field -> {
            Optional<Instant> changed = set.getOrDefault(field.name(), Optional.empty());
            Bodies.put(json.putObject(field.name()).put("set", set.containsKey(field.name())), "changed_at", changed);
        });
    }
}
