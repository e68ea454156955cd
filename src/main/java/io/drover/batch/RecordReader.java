package io.drover.batch;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The records of one source file, in order, one at a time. What the accessors say is valid until the next
 * {@link #next()}. Reading the same bytes with the same settings gives the same records for ever.
 */
public interface RecordReader extends Closeable {
    SourceShape shape();

    /**
     * Moves to the next record. A record that can't be read is a record with a {@link #problem()}, never an exception.
     *
     * @return false at the end of the file
     * @throws IOException when the file itself can't be read
     */
    boolean next() throws IOException;

    /** 1-based position of the record in the source; header lines and blank lines are not counted. */
    long ordinal();

    /** 1-based number of the line the record starts on. */
    long line();

    /** Why this record can't be sent; empty for a good record. Holds no record content. */
    Optional<String> problem();

    /**
     * Appends the record as a result file holds it, without appended columns and line end: CSV: its source text when
     * that text has as many cells as the header, otherwise cells padded or folded to that number; JSON: one compact
     * object without its closing brace, ending in a comma unless it has no field. UTF-8 (invalid bytes of a UTF-8
     * source are copied as they are).
     */
    void appendSource(Bytes to);

    /** Appends the record as the JSON object that goes into the request body. Only for records without a problem. */
    void appendJson(Bytes to);

    /**
     * A view of the values of whatever record the reader stands at; it moves with the reader. Only for records without a
     * problem.
     *
     * @param columns CSV: names of the header; a column it lacks is always empty. JSON: paths from the record's root,
     *     such as {@code name}, {@code address.city}, {@code items[0].sku} or {@code ['a.b']}; {@code $} is the whole
     *     record
     */
    Cells cells(List<String> columns);
}
