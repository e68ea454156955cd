package io.drover.schema;

import io.drover.batch.SourceShape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of the objects that an API wants, in their order.
 *
 * @param fields one at least; none contradicts another
 * @param checksTransformed whether objects that a user's steps changed still have to keep it
 */
public record DestinationSchema(List<Field> fields, boolean checksTransformed) {
    private static final String WHOLE_RECORD = "$";

    public DestinationSchema {
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a schema must have a field");
        }
    }

    /** Of which changed objects have to keep everything. */
    DestinationSchema(List<Field> fields) {
        this(fields, true);
    }

    /**
     * Reads the text of a schema file.
     *
     * @throws SchemaProblems with everything that is wrong with it
     */
    public static DestinationSchema parse(String yaml) {
        return new SchemaYaml(yaml).read();
    }

    /**
     * Why no file of that shape can be loaded with this schema; empty when it can. One sentence for people.
     */
    public String refusal(SourceShape source) {
        if (source instanceof SourceShape.Csv csv) {
            List<String> missing = needed().stream()
                    .filter(column -> !csv.columns().contains(column))
                    .toList();
            return missing.isEmpty()
                    ? ""
                    : "the header lacks what the load's schema takes fields from: " + names(missing) + ". It has "
                            + names(csv.columns())
                            + ". Correct the header or the schema; a field with 'may-be-missing: true' does without";
        }
        List<String> unreadable = new ArrayList<>();
        for (String column : new Mapping(this).columns()) {
            if (!column.equals(WHOLE_RECORD) && !isPath(column)) {
                unreadable.add(column);
            }
        }
        return unreadable.isEmpty()
                ? ""
                : "the load's schema takes fields from " + names(unreadable)
                        + ", which is no path in a JSON record; such as customer.name or items[0].sku is";
    }

    private static boolean isPath(String column) {
        try {
            return !FieldPath.parse(column).repeats();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Set<String> needed() {
        Set<String> needed = new LinkedHashSet<>();
        for (Field field : fields) {
            if (field.source() instanceof ValueSource.Column column && !column.mayBeMissing()) {
                needed.add(column.name());
            } else if (field.source() instanceof ValueSource.Computed computed) {
                needed.addAll(computed.expression().columns());
            }
        }
        return needed;
    }

    private static String names(Iterable<String> columns) {
        return "'" + String.join("', '", columns) + "'";
    }
}
