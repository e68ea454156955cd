package io.drover.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.schema.SchemaProblems.SchemaProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Schema files as JSON and back, for forms. Every value is a text as it is written; comments get lost. */
public final class SchemaText {
    private static final Pattern BARE = Pattern.compile("true|false|-?\\d{1,15}(\\.\\d+)?");
    private static final String FIELDS = "fields";
    private static final String ITEM = "  - ";

    private SchemaText() {}

    /**
     * The schema as JSON.
     *
     * @throws SchemaProblems when the text is no YAML
     */
    public static ObjectNode read(String yaml) {
        try {
            JsonNode json = new Compose(
                            LoadSettings.builder().setLabel("schema").build())
                    .composeString(yaml)
                    .map(SchemaText::json)
                    .orElse(NullNode.instance);
            if (json instanceof ObjectNode object && object.path(FIELDS).isArray()) {
                return object;
            }
        } catch (YamlEngineException e) {
            throw problem("this is not YAML: " + e.getMessage());
        }
        throw problem("the schema must list its fields below 'fields:'");
    }

    private static SchemaProblems problem(String what) {
        return new SchemaProblems(List.of(new SchemaProblem(1, what)));
    }

    private static JsonNode json(Node node) {
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key) {
                    object.set(key.getValue(), json(entry.getValueNode()));
                }
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            sequence.getValue().forEach(each -> array.add(json(each)));
            return array;
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean none = scalar.isPlain() && scalar.getValue().equals("null");
        return none ? NullNode.instance : TextNode.valueOf(scalar.getValue());
    }

    /** The schema file. */
    public static String write(ObjectNode schema) {
        List<String> lines = new ArrayList<>();
        if (schema.hasNonNull("description")) {
            lines.add("description: " + value(schema.path("description")));
        }
        if (!schema.path("defaults").isEmpty()) {
            lines.add("defaults:");
            entries(schema.path("defaults")).forEach(entry -> lines.add("  " + entry));
        }
        lines.add(FIELDS + ":");
        for (JsonNode field : schema.path(FIELDS)) {
            List<String> entries = entries(field);
            for (int i = 0; i < entries.size(); i++) {
                lines.add((i == 0 ? ITEM : "    ") + entries.get(i));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** The field, counted from 0, on that line of what {@link #write} made; -1 for none. */
    public static int fieldAt(String yaml, int line) {
        return (int) yaml.lines()
                        .limit(line)
                        .filter(each -> each.startsWith(ITEM))
                        .count()
                - 1;
    }

    private static List<String> entries(JsonNode object) {
        return object.properties().stream()
                .map(entry -> YamlText.scalar(entry.getKey()) + ": " + value(entry.getValue()))
                .toList();
    }

    private static String value(JsonNode value) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(value(item)));
            return "[" + String.join(", ", items) + "]";
        }
        String text = value.asText("");
        return value.isNull() || BARE.matcher(text).matches() ? text.isEmpty() ? "null" : text : YamlText.scalar(text);
    }
}
