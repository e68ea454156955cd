package io.drover.schema;

import java.util.ArrayList;
import java.util.List;

/** A schema as a sample suggests it: a draft for a person to look at. */
public final class InferredSchema {
    private final List<InferredField> fields;

    InferredSchema(List<InferredField> fields) {
        this.fields = List.copyOf(fields);
    }

    public int size() {
        return fields.size();
    }

    /** What a person should look at, a line each. */
    public List<String> doubts() {
        return fields.stream()
                .filter(field -> !field.doubt().isEmpty())
                .map(field -> field.name() + " " + field.doubt())
                .toList();
    }

    /**
     * The schema file.
     *
     * @param from what it was inferred from
     */
    public String yaml(String from) {
        List<String> lines = new ArrayList<>();
        lines.add("# Inferred from " + from.replaceAll("\\p{Cntrl}", "?") + "; a draft to look at.");
        lines.add("fields:");
        fields.forEach(field -> lines.addAll(field.yaml()));
        return String.join("\n", lines) + "\n";
    }
}
