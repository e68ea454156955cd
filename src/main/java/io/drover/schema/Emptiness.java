package io.drover.schema;

/** What becomes of a field whose value is empty. */
public sealed interface Emptiness {
    Emptiness REFUSED = new Refused();
    Emptiness OMITTED = new Omitted();
    Emptiness NULL = new Value("null");

    /** The record is not sent. */
    record Refused() implements Emptiness {}

    /** The field is left out of the object. */
    record Omitted() implements Emptiness {}

    /**
     * The field has this value: null, the default or the empty string.
     *
     * @param json as it stands in the object
     */
    record Value(String json) implements Emptiness {}
}
