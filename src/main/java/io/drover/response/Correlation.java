package io.drover.response;

/** How an element of the answer finds its record: the {@code correlate} setting. */
public sealed interface Correlation {
    /** By a field that request and answer share; by position only where one list is as long as the batch. */
    record Auto() implements Correlation {}

    /** The n-th element belongs to the n-th record. */
    record Position() implements Correlation {}

    /**
     * By value.
     *
     * @param requestField a top-level field of the record's JSON object
     * @param responsePath a JSONPath within the element, e.g. {@code $.id}
     */
    record Field(String requestField, String responsePath) implements Correlation {}
}
