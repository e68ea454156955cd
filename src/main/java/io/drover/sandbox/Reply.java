package io.drover.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;

/** An answer about to be sent. */
record Reply(int status, String contentType, String body, Map<String, String> headers) {
    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply json(int status, JsonNode body) {
        return new Reply(status, "application/json", body.toString(), Map.of());
    }

    /** An error as RFC 9457 has it. */
    static Reply problem(int status, String title) {
        JsonNode body =
                JsonNodeFactory.instance.objectNode().put("title", title).put("status", status);
        return new Reply(status, "application/problem+json", body.toString(), Map.of());
    }

    Reply with(String name, String value) {
        return new Reply(status, contentType, body, Map.of(name, value));
    }
}
