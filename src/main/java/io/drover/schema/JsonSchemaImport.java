package io.drover.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Makes a draft of a JSON Schema: its properties, types, formats and rules. What goes beyond that is told as unsure. */
public final class JsonSchemaImport {
    private static final int MAX_DEPTH = 20;
    private static final List<String> BEYOND =
            List.of("anyOf", "oneOf", "allOf", "if", "not", "patternProperties", "$dynamicRef");

    private final JsonNode root;
    private final List<InferredField> fields = new ArrayList<>();
    /** Objects whose properties are being read: one that holds itself would never end. */
    private final Set<JsonNode> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private JsonSchemaImport(JsonNode root) {
        this.root = root;
    }

    /** Whether a document is a JSON Schema of an object, and no sample. */
    public static boolean isJsonSchema(JsonNode document) {
        boolean object = document.path("type").asText().equals("object");
        return document.path("properties").isObject() && (document.has("$schema") || object);
    }

    /** The draft. */
    public static InferredSchema read(JsonNode jsonSchema) {
        JsonSchemaImport reading = new JsonSchemaImport(jsonSchema);
        reading.object("", jsonSchema, false, 0);
        return new InferredSchema(reading.fields);
    }

    private void object(String above, JsonNode schema, boolean repeats, int depth) {
        open.add(schema);
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            String step = step(property.getKey());
            String name = above.isEmpty() || step.startsWith("[") ? above + step : above + "." + step;
            Place place = new Place(name, property.getKey(), required.contains(property.getKey()), repeats, depth + 1);
            property(place, resolved(property.getValue()));
        });
        open.remove(schema);
    }

    /** Where a property stands. */
    private record Place(String name, String own, boolean required, boolean repeats, int depth) {}

    private static String step(String name) {
        boolean plain = name.chars().noneMatch(each -> ".[]'\"".indexOf(each) >= 0);
        return plain ? name : name.contains("'") ? "[\"" + name + "\"]" : "['" + name + "']";
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode at = schema;
        for (int hop = 0; hop < MAX_DEPTH && at.path("$ref").asText().startsWith("#/"); hop++) {
            at = root.at(at.path("$ref").asText().substring(1));
        }
        return at;
    }

    private void property(Place place, JsonNode schema) {
        JsonNode items = resolved(schema.path("items"));
        boolean deep = place.depth() >= MAX_DEPTH || open.contains(schema) || open.contains(items);
        if (schema.path("properties").isObject() && !deep) {
            object(place.name(), schema, place.repeats(), place.depth());
        } else if (types(schema).contains("array") && !place.repeats() && items.isObject() && !deep) {
            array(place, items);
        } else {
            fields.add(field(place, schema));
        }
    }

    private void array(Place place, JsonNode items) {
        if (items.path("properties").isObject()) {
            object(place.name() + "[]", items, true, place.depth());
        } else {
            fields.add(
                    field(new Place(place.name() + "[]", place.own(), place.required(), true, place.depth()), items));
        }
    }

    private InferredField field(Place place, JsonNode schema) {
        Set<String> types = types(schema);
        FieldType type = type(types, schema);
        List<String> more = rules(schema, type);
        boolean constant = schema.path("const").isValueNode();
        if (constant) {
            more.add("constant: " + YamlText.scalar(schema.path("const").asText()));
        }
        boolean nullable = (!place.required() || types.contains("null")) && !constant;
        if (nullable && !types.contains("null")) {
            more.add("when-empty: omit");
        }
        String source = place.repeats() && !constant ? place.own() : "";
        return new InferredField(place.name(), source, type, nullable, "", doubt(schema, types), more);
    }

    private static List<String> rules(JsonNode schema, FieldType type) {
        List<String> rules = new ArrayList<>();
        if (type == FieldType.STRING && schema.path("maxLength").asInt() > 0) {
            rules.add("max-length: " + schema.path("maxLength").asInt());
        }
        if (type == FieldType.STRING && schema.path("pattern").isTextual()) {
            rules.add("pattern: "
                    + YamlText.scalar(wholeText(schema.path("pattern").asText())));
        }
        if (schema.path("enum").isArray() && (type == FieldType.STRING || type == FieldType.INTEGER)) {
            List<String> allowed = new ArrayList<>();
            schema.path("enum").forEach(value -> allowed.add(YamlText.scalar(value.asText())));
            rules.add("allowed: [" + String.join(", ", allowed) + "]");
        }
        return rules;
    }

    /** A JSON Schema's pattern may stand anywhere in the text. */
    private static String wholeText(String pattern) {
        String start = pattern.startsWith("^") ? pattern.substring(1) : ".*" + pattern;
        return start.endsWith("$") && !start.endsWith("\\$") ? start.substring(0, start.length() - 1) : start + ".*";
    }

    private static Set<String> types(JsonNode schema) {
        Set<String> types = new HashSet<>();
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            type.forEach(each -> types.add(each.asText()));
        } else if (type.isTextual()) {
            types.add(type.asText());
        }
        return types;
    }

    private static FieldType type(Set<String> types, JsonNode schema) {
        Set<String> some = new HashSet<>(types);
        some.remove("null");
        if (some.size() != 1) {
            return some.isEmpty() && schema.has("enum") ? FieldType.STRING : FieldType.JSON;
        }
        return switch (some.iterator().next()) {
            case "integer" -> FieldType.INTEGER;
            case "number" -> FieldType.DECIMAL;
            case "boolean" -> FieldType.BOOLEAN;
            case "string" -> ofFormat(schema.path("format").asText());
            default -> FieldType.JSON;
        };
    }

    private static FieldType ofFormat(String format) {
        return format.equals("date")
                ? FieldType.DATE
                : format.equals("date-time") ? FieldType.DATETIME : FieldType.STRING;
    }

    private static String doubt(JsonNode schema, Set<String> types) {
        List<String> beyond = BEYOND.stream().filter(schema::has).toList();
        if (!beyond.isEmpty()) {
            return "has " + String.join(" and ", beyond) + ", which no field can say";
        }
        if (schema.has("$ref")) {
            return "points to another file, which is not read";
        }
        if (types.isEmpty() && !schema.has("enum")) {
            return "has no type";
        }
        return types.contains("object") || types.contains("array") ? "is an object or array of any form" : "";
    }
}
