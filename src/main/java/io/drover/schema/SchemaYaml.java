package io.drover.schema;

import io.drover.schema.SchemaProblems.SchemaProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a schema file: fields in their order, and what holds for all of them. */
final class SchemaYaml {
    private static final Set<String> KEYS = Set.of("description", "defaults", "check-transformed", "fields");

    private final String yaml;
    private final List<SchemaProblem> problems = new ArrayList<>();

    SchemaYaml(String yaml) {
        this.yaml = yaml;
    }

    DestinationSchema read() {
        Optional<YamlEntries> schema = compose().map(root -> new YamlEntries(root, "the schema", KEYS, problems));
        List<Field> fields = schema.map(this::fields).orElse(List.of());
        boolean checks =
                schema.map(entries -> entries.flag("check-transformed", true)).orElse(true);
        if (fields.isEmpty() && problems.isEmpty()) {
            problems.add(new SchemaProblem(1, "the schema must list its fields below 'fields:', but has none"));
        }
        if (!problems.isEmpty()) {
            throw new SchemaProblems(problems.stream()
                    .sorted(Comparator.comparing(SchemaProblem::line))
                    .toList());
        }
        return new DestinationSchema(fields, checks);
    }

    private Optional<Node> compose() {
        try {
            return new Compose(LoadSettings.builder().setLabel("schema").build()).composeString(yaml);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add(new SchemaProblem(line, "this is not YAML: " + e.getProblem()));
        } catch (IndexOutOfBoundsException e) {
            // Of the parser's reader, where a text ends in half a character.
            problems.add(new SchemaProblem(1, "this is not YAML: it holds half a character"));
        } catch (YamlEngineException e) {
            problems.add(new SchemaProblem(1, "this is not YAML: " + e.getMessage()));
        }
        return Optional.empty();
    }

    private List<Field> fields(YamlEntries schema) {
        YamlEntries defaults = schema.below("defaults", FieldYaml.DEFAULTS);
        FieldTree tree = new FieldTree();
        List<Field> fields = new ArrayList<>();
        for (Node node : schema.nodes("fields")) {
            YamlEntries entries = new YamlEntries(node, "a field", FieldYaml.KEYS, problems);
            new FieldYaml(entries, defaults).read().ifPresent(field -> {
                try {
                    tree.add(field);
                    fields.add(field);
                } catch (IllegalArgumentException e) {
                    entries.refuse("name", "'" + field.name() + "' " + e.getMessage());
                }
            });
        }
        return fields;
    }
}
