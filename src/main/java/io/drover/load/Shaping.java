package io.drover.load;

/**
 * How records become what the API wants, and in which order and company they travel.
 *
 * @param schema the text of the schema file; empty: every column is a string field of its own name
 */
public record Shaping(String schema, Grouping grouping, Ordering ordering, AcrossFiles acrossFiles) {
    public static final Shaping NONE = new Shaping("", Grouping.NONE, Ordering.NONE, AcrossFiles.NONE);
}
