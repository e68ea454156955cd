package io.drover.connection.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a connection's health; kept for those of files too.
 *
 * @param status {@link #NEW} before the first check
 * @param errorText why it is invalid, for people; empty when it is not
 * @param check the last check's report in JSON; empty before the first
 * @param accounts that the credentials reach; none where the connection itself is the one there is
 */
public record ConnectionState(
        String status, String errorText, Optional<Instant> checkedAt, ObjectNode check, KnownAccounts accounts) {
    public static final String NEW = "new";
    public static final String VALID = "valid";
    /** Its loads wait, their files untouched. */
    public static final String INVALID = "invalid";

    /** Every status there is. */
    public static final List<String> STATUSES = List.of(NEW, VALID, INVALID);

    /** Nothing is known yet. */
    public static ConnectionState none() {
        return new ConnectionState(
                NEW, "", Optional.empty(), JsonNodeFactory.instance.objectNode(), KnownAccounts.NONE);
    }

    public boolean isInvalid() {
        return status.equals(INVALID);
    }

    /** The same, but invalid. */
    public ConnectionState unusable(String reason) {
        return new ConnectionState(INVALID, reason, checkedAt, check, accounts);
    }

    /** A change that keeps this state. */
    public Change put(String connection) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", status)
                .put("error_text", errorText)
                .put("checked_at", checkedAt.map(Instant::toString).orElse(""))
                .set("check", check);
        accounts.into(json.putObject("accounts"));
        return new Change.Put(Kind.CONNECTION_STATE, connection, json);
    }

    static ConnectionState of(JsonNode json) {
        ObjectNode check =
                json.path("check") instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        return new ConnectionState(
                json.path("status").asText(NEW),
                json.path("error_text").asText(""),
                SavedConnection.instant(json.path("checked_at")),
                check,
                KnownAccounts.of(json.path("accounts")));
    }
}
