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
 * A connection as its maker wrote it: texts that are not understood here, and no secrets.
 *
 * @param name its id, and its word in paths, folders and metrics; never changes
 * @param uid what secrets are bound to; unlike the name never used again
 * @param destination the kind of destination
 * @param fields by name in snake case, as text; secrets are not among them
 * @param updatedAt empty for one that a file defines
 */
public record SavedConnection(
        String name,
        String uid,
        String title,
        String destination,
        Map<String, String> fields,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt) {
    private static final String CREATE_LOADS = "create_load_for_new_tables";

    public SavedConnection {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** Made through the API, and so to be changed there. */
    public boolean isEditable() {
        return createdAt.isPresent();
    }

    /** A change that keeps it. */
    public Change put() {
        return new Change.Put(Kind.CONNECTION, name, toJson());
    }

    private ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("uid", uid)
                .put("title", title)
                .put("destination_name", destination)
                .put("created_at", createdAt.map(Instant::toString).orElse(""))
                .put("updated_at", updatedAt.map(Instant::toString).orElse(""));
        ObjectNode to = json.putObject("fields");
        fields.forEach(to::put);
        return json;
    }

    static SavedConnection of(String name, JsonNode json) {
        return new SavedConnection(
                name,
                json.path("uid").asText(),
                json.path("title").asText(),
                json.path("destination_name").asText(),
                fields(json),
                instant(json.path("created_at")),
                instant(json.path("updated_at")));
    }

    /** The flag once stood beside the fields. */
    private static Map<String, String> fields(JsonNode json) {
        Map<String, String> fields = texts(json.path("fields"));
        if (json.path(CREATE_LOADS).asBoolean()) {
            fields.putIfAbsent(CREATE_LOADS, "true");
        }
        return fields;
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    static Optional<Instant> instant(JsonNode text) {
        return text.asText("").isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text.asText()));
    }
}
