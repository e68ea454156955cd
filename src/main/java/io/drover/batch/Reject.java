package io.drover.batch;

import java.util.List;

/**
 * A record that is not sent: it goes straight to the error file.
 *
 * @param ordinal 1-based position in the source
 * @param line 1-based line it starts on
 * @param source its cells as a result file holds them (see {@link RecordReader#appendSource})
 * @param errorClass {@link ErrorClass#PARSE} or {@link ErrorClass#SCHEMA}
 * @param message what is wrong; only a schema violation's holds record content
 * @param violations what the message was made of; none for {@link ErrorClass#PARSE}
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes, never compared
public record Reject(
        long ordinal, long line, byte[] source, ErrorClass errorClass, String message, List<Violation> violations) {
    public Reject {
        violations = List.copyOf(violations);
    }

    /** A record that can't be read. */
    public static Reject unreadable(long ordinal, long line, byte[] source, String message) {
        return new Reject(ordinal, line, source, ErrorClass.PARSE, message, List.of());
    }

    /** A record that breaks the destination schema. */
    public static Reject violating(long ordinal, long line, byte[] source, List<Violation> violations) {
        return new Reject(ordinal, line, source, ErrorClass.SCHEMA, Violation.message(violations), violations);
    }
}
