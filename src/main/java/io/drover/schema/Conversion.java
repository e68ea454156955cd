package io.drover.schema;

import io.drover.batch.Bytes;
import io.drover.batch.Cell;

/** Writes values of the source as JSON of one type. Immutable; the same value gives the same bytes for ever. */
public interface Conversion {
    /** What {@link #append} answers when the value was appended. */
    String DONE = "";

    /**
     * Appends a value that is not empty; values of other types than string come without space around them.
     *
     * @return {@link #DONE}, or the rule that the value breaks; then nothing that counts was appended
     */
    String append(Cell cell, Bytes to);
}
