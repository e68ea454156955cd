package io.drover.connection.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A field of a connection or load: a key of the configuration, as the management API shows it.
 *
 * @param name in snake case
 * @param meaning for people
 * @param defaultText what a field left out has
 */
public record Field(String name, String meaning, String allowed, String defaultText, String example, Form form) {
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\([^)]*\\)");
    private static final JsonMapper JSON = new JsonMapper();

    public boolean isSecret() {
        return form.isSecret();
    }

    /** The JSON Schema of its value. */
    public ObjectNode schema() {
        ObjectNode schema = form.schema();
        schema.put("title", title())
                .put("description", LINK.matcher(meaning.replace("`", "")).replaceAll("$1"));
        schema.put("x-allowed", allowed);
        schema.set("default", json(defaultText));
        if (!example.isEmpty()) {
            schema.putArray("examples").add(json(example));
        }
        return schema;
    }

    private String title() {
        String words = name.replace('_', ' ').replaceAll("^api ", "API ").replaceAll("^oauth ", "OAuth ");
        return Character.toUpperCase(words.charAt(0)) + words.substring(1).replace(" url", " URL");
    }

    /** The text in its JSON form; one that has not that form stays a text. */
    public JsonNode json(String text) {
        if (form.type().equals("string") || text.isEmpty()) {
            return TextNode.valueOf(text);
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return TextNode.valueOf(text);
        }
    }

    /** The text of a value in JSON: as it would stand in a configuration file. Lists become texts between commas. */
    public String text(JsonNode value) {
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(part.asText()));
            return String.join(",", parts);
        }
        return value.isObject() ? value.toString() : value.asText("");
    }
}
