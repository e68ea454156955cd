package io.drover.schema;

/** Where the value of a field comes from. */
public sealed interface ValueSource {
    /**
     * A column of the source; for JSON sources a path.
     *
     * @param mayBeMissing a file without this column is loaded all the same, as if all its cells were empty
     */
    record Column(String name, boolean mayBeMissing) implements ValueSource {}

    /**
     * The same value for every record.
     *
     * @param json as it stands in the object
     */
    record Constant(String json) implements ValueSource {}

    /** Text made of columns, which is then read as the field's type. */
    record Computed(Expression expression) implements ValueSource {}
}
