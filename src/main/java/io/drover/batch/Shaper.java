package io.drover.batch;

import java.util.List;

/** Makes the JSON object of a group of records. The same records give the same bytes for ever. Not thread-safe. */
public interface Shaper {
    /** The columns it reads, as {@link RecordReader#cells} names them; their order numbers the cells of a record. */
    List<String> columns();

    /**
     * Appends the JSON object of one group, or says why there is none.
     *
     * @param group the cells of its records in the columns of {@link #columns()}, one record at least; all of them are
     *     read side by side, so each needs cells of its own
     * @return everything that is wrong; empty when the object was appended. Otherwise nothing was
     */
    List<Violation> shape(List<? extends Cells> group, Bytes to);
}
