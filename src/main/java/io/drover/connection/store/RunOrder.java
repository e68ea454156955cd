package io.drover.connection.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;

/** What somebody told a run that is not over; it holds over a restart. */
public enum RunOrder {
    /** Nothing is sent until it is told to go on. */
    PAUSE,
    /** Nothing more is sent: what is left is written to the error file. */
    CANCEL;

    /** A change that keeps this order. */
    public Change put(String run) {
        String word = name().toLowerCase(Locale.ROOT);
        return new Change.Put(
                Kind.RUN_STATE, run, JsonNodeFactory.instance.objectNode().put("order", word));
    }

    static RunOrder of(JsonNode json) {
        return valueOf(json.path("order").asText().toUpperCase(Locale.ROOT));
    }
}
