package io.drover.schema;

/**
 * One field of the objects that are sent.
 *
 * @param path its place in the object
 * @param conversion reads values of the field's type from the source
 * @param name as the schema file has it
 */
public record Field(
        String name,
        FieldPath path,
        FieldType type,
        ValueSource source,
        Emptiness whenEmpty,
        Conversion conversion,
        ValueRules rules) {
    /** What messages call it: the column that the user can correct, or else the field. */
    String label() {
        return source instanceof ValueSource.Column column ? column.name() : name;
    }
}
