package io.drover.connection.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A load as its maker wrote it: texts that are not understood here.
 *
 * @param name its id; never changes
 * @param fields by name in snake case, as text
 * @param createdAt empty for one that a file defines
 */
public record SavedLoad(
        String name,
        String uid,
        String title,
        Map<String, String> fields,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt) {
    public SavedLoad {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Made through the API, and so to be changed there. */
    public boolean isEditable() {
        return createdAt.isPresent();
    }

    /** A change that keeps it. */
    public Change put() {
        return new Change.Put(Kind.LOAD, name, toJson());
    }

    private ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("uid", uid)
                .put("title", title)
                .put("created_at", createdAt.map(Instant::toString).orElse(""))
                .put("updated_at", updatedAt.map(Instant::toString).orElse(""));
        ObjectNode to = json.putObject("fields");
        fields.forEach(to::put);
        return json;
    }

    static SavedLoad of(String name, JsonNode json) {
        return new SavedLoad(
                name,
                json.path("uid").asText(),
                json.path("title").asText(),
                SavedConnection.texts(json.path("fields")),
                SavedConnection.instant(json.path("created_at")),
                SavedConnection.instant(json.path("updated_at")));
    }
}
