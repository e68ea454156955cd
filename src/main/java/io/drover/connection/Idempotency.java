package io.drover.connection;

/**
 * Where a batch's key goes, by which the destination recognises a repeat.
 *
 * @param header name of the header that carries it; empty: none does
 * @param quoted the header's value is a string in double quotes, as the draft standard has it
 * @param field name of the body's field that carries it; empty: none does
 */
public record Idempotency(String header, boolean quoted, String field) {
    /** The key as it is in a header. */
    public static Idempotency header(String name) {
        return new Idempotency(name, false, "");
    }

    /** Whether requests carry a key at all. */
    public boolean isUsed() {
        return !header.isEmpty() || !field.isEmpty();
    }

    /** The header's value for a key. */
    public String headerValue(String key) {
        return quoted ? '"' + key + '"' : key;
    }
}
