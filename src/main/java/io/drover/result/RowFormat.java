package io.drover.result;

import io.drover.batch.BatchId;
import io.drover.batch.Bytes;
import io.drover.batch.Outcome;
import java.util.List;

/** How a row of a result file is written: first the record's source text, then these parts in this order. */
interface RowFormat {
    /** The first bytes of the success file, in its charset. */
    byte[] successHeader();

    byte[] errorHeader();

    void position(Bytes row, long ordinal, long line);

    /** The part that all sent records of a batch share: its name, its attempts, its last status. */
    byte[] batchPart(BatchId batch, Delivered delivered);

    /**
     * The parse path cells.
     *
     * @param values one for each parse path name, or none at all
     */
    void parsed(Bytes row, List<String> values);

    /** The cell of an accepted record's warnings, where there is such a column. */
    void warnings(Bytes row, String warnings);

    /** The cells of a failed record's cause. */
    void error(Bytes row, Outcome.Failure failure);

    void end(Bytes row);

    /** The rows in the charset of the result files. */
    Bytes encoded(Bytes rows);
}
