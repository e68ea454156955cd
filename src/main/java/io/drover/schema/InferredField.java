package io.drover.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * A field as a sample suggests it.
 *
 * @param source the column where it is not the name; empty otherwise
 * @param format of dates and times in the source; empty for ISO 8601
 * @param doubt what a person should look at; empty for nothing
 * @param more further lines of YAML, such as rules
 */
record InferredField(
        String name, String source, FieldType type, boolean nullable, String format, String doubt, List<String> more) {
    InferredField {
        more = List.copyOf(more);
    }

    /** Its lines in a schema file. */
    List<String> yaml() {
        List<String> lines = new ArrayList<>();
        if (!doubt.isEmpty()) {
            lines.add("  # Unsure: " + doubt);
        }
        lines.add("  - name: " + YamlText.scalar(name));
        if (!source.isEmpty()) {
            lines.add("    source: " + YamlText.scalar(source));
        }
        lines.add("    type: " + type.word());
        if (nullable) {
            lines.add("    nullable: true");
        }
        if (!format.isEmpty()) {
            lines.add("    source-format: " + YamlText.scalar(format));
        }
        more.forEach(line -> lines.add("    " + line));
        return lines;
    }
}
