package io.drover.response;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A value in a rules file that knows its line; notes what is wrong with it and goes on with a default. */
final class RulesNode {
    private final Node node;
    private final String key;
    private final int line;
    private final Findings findings;

    RulesNode(Node node, String key, Findings findings) {
        this(node, key, line(node), findings);
    }

    private RulesNode(Node node, String key, int line, Findings findings) {
        this.node = node;
        this.key = key;
        this.line = line;
        this.findings = findings;
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    /** The problems of one file. */
    static final class Findings {
        private final String file;
        private final List<RulesProblems.RulesProblem> problems = new ArrayList<>();

        Findings(String file) {
            this.file = file;
        }

        void add(String what, int line) {
            problems.add(new RulesProblems.RulesProblem(what, file, line));
        }

        void throwProblems() {
            if (!problems.isEmpty()) {
                problems.sort(java.util.Comparator.comparingInt(RulesProblems.RulesProblem::line));
                throw new RulesProblems(problems);
            }
        }
    }

    void refuse(String predicate) {
        findings.add(key + " " + predicate, line);
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    /** The text of a scalar; an empty one, noted, where it is something else. */
    String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().strip();
        }
        refuse("must be a text, but is a " + (isMapping() ? "mapping" : "list"));
        return "";
    }

    /** What the parser makes of the text; empty, noted, where it refuses it. */
    <T> Optional<T> parsed(Function<String, T> parser) {
        String text = text();
        try {
            return isScalar() ? Optional.of(parser.apply(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            refuse("is not right: " + first);
            return Optional.empty();
        }
    }

    /** The items of a list; what is no list is a list of one. */
    List<RulesNode> items() {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> new RulesNode(item, key, findings))
                    .toList();
        }
        return List.of(this);
    }

    /** All members, under whatever names. */
    Map<String, RulesNode> members() {
        Map<String, RulesNode> members = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            refuse("must be a mapping of names to values");
            return members;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            RulesNode value = new RulesNode(tuple.getValueNode(), name, line(tuple.getKeyNode()), findings);
            if (members.put(name, value) != null) {
                value.refuse("stands here twice; it must stand once");
            }
        }
        return members;
    }

    /** The members of these names; others are noted, with the nearest name. */
    Map<String, RulesNode> members(Collection<String> allowed) {
        Map<String, RulesNode> members = members();
        members.forEach((name, value) -> {
            if (!allowed.contains(name)) {
                value.refuse("is not known in " + key + "; it must be one of "
                        + allowed.stream().sorted().toList());
            }
        });
        return members;
    }
}
