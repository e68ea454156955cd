package io.drover.connection.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How the value of a field looks in JSON.
 *
 * @param type a type of JSON Schema
 * @param words the only texts allowed; none: any
 * @param min least integer
 * @param max greatest integer
 * @param isSecret taken, but never given
 */
public record Form(String type, List<String> words, int min, int max, boolean isSecret) {
    public static final Form TEXT = new Form("string", List.of(), 0, 0, false);
    public static final Form FLAG = new Form("boolean", List.of(), 0, 0, false);
    /** An object whose values are texts. */
    public static final Form OBJECT = new Form("object", List.of(), 0, 0, false);

    private static final String INTEGER = "integer";

    public Form {
        words = List.copyOf(words);
    }

    public static Form integer(int min, int max) {
        return new Form(INTEGER, List.of(), min, max, false);
    }

    public static Form words(List<String> words) {
        return new Form("string", words, 0, 0, false);
    }

    /** The same form for what is never given. */
    public Form secret() {
        return new Form(type, words, min, max, true);
    }

    ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", type);
        if (!words.isEmpty()) {
            words.forEach(schema.putArray("enum")::add);
        }
        if (type.equals(INTEGER)) {
            schema.put("minimum", min).put("maximum", max);
        }
        if (type.equals(OBJECT.type)) {
            schema.putObject("additionalProperties").put("type", "string");
        }
        if (isSecret) {
            schema.put("writeOnly", true);
        }
        return schema;
    }
}
