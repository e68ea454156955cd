package io.drover.batch;

/** The values of one record in the columns that were asked for, numbered from 0 in the order they were named. */
public interface Cells {
    /** Of records that are objects already and are shaped by nothing. */
    Cells NONE = (column, to) -> to.setEmpty();

    /**
     * Reads the value of one column.
     *
     * @param to is filled; what it holds is valid until this is asked again or the record is left
     */
    void read(int column, Cell to);
}
