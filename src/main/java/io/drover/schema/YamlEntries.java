package io.drover.schema;

import io.drover.schema.SchemaProblems.SchemaProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The entries of one YAML mapping; values are read as they are written, and what is wrong is noted with its line. */
final class YamlEntries {
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final int line;
    private final List<SchemaProblem> problems;

    /**
     * @param what the mapping is, for messages
     * @param known the keys it may have
     * @param problems found so far; further ones are added
     */
    YamlEntries(Node node, String what, Set<String> known, List<SchemaProblem> problems) {
        this.line = line(node);
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            problems.add(new SchemaProblem(line, what + " must be keys with values, such as 'name: city'"));
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            if (!known.contains(key)) {
                String allowed = String.join(", ", known.stream().sorted().toList());
                problems.add(new SchemaProblem(
                        line(entry.getKeyNode()), what + " has the unknown key '" + key + "'; it may have " + allowed));
            } else if (entries.put(key, entry.getValueNode()) != null) {
                problems.add(new SchemaProblem(line(entry.getKeyNode()), what + " has the key '" + key + "' twice"));
            }
        }
    }

    private YamlEntries(int line, List<SchemaProblem> problems) {
        this.line = line;
        this.problems = problems;
    }

    static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    Set<String> keys() {
        return entries.keySet();
    }

    /** The value as it is written; empty without one. */
    String text(String key) {
        Node node = entries.get(key);
        if (node == null) {
            return "";
        }
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        refuse(key, "must be one value");
        return "";
    }

    boolean isPlainNull(String key) {
        return entries.get(key) instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getValue().equals("null");
    }

    boolean flag(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        String text = text(key);
        if (!text.equals("true") && !text.equals("false")) {
            refuse(key, "must be true or false, but was '" + text + "'");
        }
        return text.equals("true");
    }

    /** The values of a list, or the one that stands in its place. */
    List<String> list(String key) {
        if (!(entries.get(key) instanceof SequenceNode sequence)) {
            return has(key) ? List.of(text(key)) : List.of();
        }
        List<String> values = new ArrayList<>();
        for (Node value : sequence.getValue()) {
            if (value instanceof ScalarNode scalar) {
                values.add(scalar.getValue());
            } else {
                refuse(key, "must be a list of values");
            }
        }
        return values;
    }

    /** The mappings of a list of them. */
    List<Node> nodes(String key) {
        return entries.get(key) instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    /** The mapping below a key; without entries where there is none. */
    YamlEntries below(String key, Set<String> allowed) {
        Node node = entries.get(key);
        return node == null ? new YamlEntries(line, problems) : new YamlEntries(node, key, allowed, problems);
    }

    /** Notes a problem with a value; the sentence goes on after the key. */
    void refuse(String key, String predicate) {
        Node node = entries.get(key);
        problems.add(new SchemaProblem(node == null ? line : line(node), key + " " + predicate));
    }

    /** Notes a problem with the mapping as a whole. */
    void refuse(String sentence) {
        problems.add(new SchemaProblem(line, sentence));
    }
}
