package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.Account;
import io.drover.connection.Accounts;
import io.drover.connection.store.ConnectionState;
import io.drover.connection.store.Field;
import io.drover.connection.store.KnownAccounts;
import io.drover.connection.store.SavedConnection;
import java.time.Instant;
import java.util.List;
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
        var waiting = json.putArray("waiting_tables");
        work.waitingTables(connection.name())
                .forEach(table -> waiting.addObject()
                        .put("table", table.table())
                        .put("files", table.files())
                        .put("reason", table.reason()));
        accounts(json, connection, state);
        secrets(json.putObject("secrets"), connection);
        json.set("check", state.check());
        var loads = json.putArray("loads");
        definitions.loads().values().stream()
                .filter(load -> connection.name().equals(load.fields().get("connection")))
                .forEach(load -> loads.add(load.name()));
        json.put("gate", work.gate(connection.name()));
        ObjectNode params = json.putObject(ConnectionFields.PARAMS);
        for (Field field : definitions.connectionFields()) {
            if (!field.isSecret()) {
                boolean beside = field.name().equals(ConnectionFields.CREATE_LOADS);
                String otherwise = field.defaultText().replace("NAME", connection.name());
                (beside ? json : params)
                        .set(field.name(), field.json(connection.fields().getOrDefault(field.name(), otherwise)));
            }
        }
        return json;
    }

    /** Where they are not asked for, the connection itself is its one account, seen by a check that reached it. */
    private void accounts(ObjectNode json, SavedConnection connection, ConnectionState state) {
        Accounts asked = definitions.accounts(connection);
        KnownAccounts known = asked.areAskedFor() ? state.accounts().of(asked) : itself(connection, state);
        var accounts = json.putArray("accounts");
        int enabled = 0;
        for (Account account : known.accounts()) {
            boolean isEnabled = !asked.areAskedFor() || asked.isEnabled(account.id());
            enabled += isEnabled ? 1 : 0;
            accounts.addObject()
                    .put("id", account.id())
                    .put("title", account.title())
                    .put("enabled", isEnabled);
        }
        json.put("accounts_number", known.accounts().size()).put("enabled_for_extraction_accounts_number", enabled);
        json.put(
                "accounts_status",
                known.isSuccessful()
                        ? ConnectionState.VALID
                        : known.isSearched() ? ConnectionState.INVALID : ConnectionState.NEW);
        json.put("accounts_error_text", known.problem());
        Bodies.put(json, "update_accounts_last_successed", known.succeededAt());
        Bodies.put(json, "update_accounts_last_succeeded", known.succeededAt());
        json.put("update_accounts_was_successfull", known.isSuccessful())
                .put("update_accounts_was_successful", known.isSuccessful());
    }

    private static KnownAccounts itself(SavedConnection connection, ConnectionState state) {
        boolean valid = state.status().equals(ConnectionState.VALID);
        return new KnownAccounts(
                state.checkedAt().isPresent() ? connection.name() : "",
                List.of(new Account(connection.name(), connection.title())),
                valid ? state.checkedAt() : Optional.empty(),
                state.errorText());
    }

    private void secrets(ObjectNode json, SavedConnection connection) {
        Map<String, Optional<Instant>> set = definitions.secrets(connection);
        definitions.connectionFields().stream().filter(Field::isSecret).forEach(field -> {
            Optional<Instant> changed = set.getOrDefault(field.name(), Optional.empty());
            Bodies.put(json.putObject(field.name()).put("set", set.containsKey(field.name())), "changed_at", changed);
        });
    }
}
