package io.drover.schema;

/** What becomes of a field whose value is empty. */
public sealed interface Emptiness {
    Emptiness REFUSED = new Refused();
    Emptiness OMITTED = new Omitted();
    /** An empty text stays one: in JSON it is something else than null. */
    Emptiness NULL = new Value("null", false);

    /** The record is not sent. */
    record Refused() implements Emptiness {}

    /** The field is left out of the object. */
    record Omitted() implements Emptiness {}

    /**
     * The field has this value: null, the default or the empty string.
     *
     * @param json as it stands in the object
     * @param ofTexts whether an empty text of a JSON source becomes this too, where the field is a text
     */
    record Value(String json, boolean ofTexts) implements Emptiness {
        Value(String json) {
            this(json, true);
        }
    }
}
