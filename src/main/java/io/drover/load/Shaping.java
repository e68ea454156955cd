package io.drover.load;

/**
 * How records become what the API wants, and in which order and company they travel.
 *
 * @param schema the text of the schema file; empty: every column is a string field of its own name
 * @param schemaErrorLimit how many records may break the schema before the rest waits; today's, whenever a run began
 */
public record Shaping(
        String schema,
        Grouping grouping,
        Ordering ordering,
        AcrossFiles acrossFiles,
        SchemaErrorLimit schemaErrorLimit) {
    /** Without a limit of schema errors. */
    public Shaping(String schema, Grouping grouping, Ordering ordering, AcrossFiles acrossFiles) {
        this(schema, grouping, ordering, acrossFiles, SchemaErrorLimit.NONE);
    }

    /** The same shaping with that limit. */
    public Shaping with(SchemaErrorLimit limit) {
        return new Shaping(schema, grouping, ordering, acrossFiles, limit);
    }

    Shaping with(AcrossFiles other) {
        return new Shaping(schema, grouping, ordering, other, schemaErrorLimit);
    }

    public static final Shaping NONE = new Shaping("", Grouping.NONE, Ordering.NONE, AcrossFiles.NONE);
}
