package io.drover.connection.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Somebody who may use the management API: a person with a password, or a program with a token.
 *
 * @param proof what a password or token is compared with; neither can be found from it
 */
public record User(String name, Role role, Proof proof, Instant createdAt) {
    /** A change that keeps this user. */
    public Change put() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("role", role.word()).put("created_at", createdAt.toString()).set("proof", proof.toJson());
        return new Change.Put(Kind.USER, name, json);
    }

    static User of(String name, JsonNode json) {
        return new User(
                name,
                Role.of(json.path("role").asText()).orElse(Role.VIEWER),
                Proof.of(json.path("proof")),
                Instant.parse(json.path("created_at").asText()));
    }
}
