package io.drover.source;

import io.drover.batch.Bytes;

/**
 * Writes records as rows of a result file: always readable CSV with exactly one cell for each column, whatever the
 * source row looked like.
 */
final class CsvRows {
    private final CsvHeader header;
    private final int columns;
    private final char delimiter;

    CsvRows(CsvHeader header, char delimiter) {
        this.header = header;
        this.columns = header.columns().size();
        this.delimiter = delimiter;
    }

    /** Appends a record whose quoting is sound: as it stands, or padded or folded to the columns. */
    void appendRecord(Bytes to, CsvCells cells) {
        byte[] bytes = cells.window().bytes();
        int own = ownCells(cells.count());
        int asItStands = own > columns ? columns - 1 : own;
        if (asItStands > 0) {
            int start = cells.window().start();
            to.append(bytes, start, cells.ends()[asItStands - 1] - start);
        }
        if (own > columns) {
            separate(to, columns - 1);
            to.append('"');
            for (int cell = columns - 1; cell < own; cell++) {
                separate(to, cell + 1 - columns);
                CsvValues.read(
                        bytes,
                        cells.start(cell),
                        cells.ends()[cell],
                        (value, from, count) -> CsvValues.appendDoubling(to, value, from, from + count));
            }
            to.append('"');
        } else {
            pad(to, own);
        }
    }

    /** Appends a line whose quoting is broken, divided at each delimiter: every cell is quoted where it must be. */
    void appendBrokenLine(Bytes to, CsvCells cells) {
        byte[] bytes = cells.window().bytes();
        int own = ownCells(cells.count());
        int written = Math.min(own, columns);
        for (int cell = 0; cell < written; cell++) {
            separate(to, cell);
            int end = cells.ends()[cell == columns - 1 ? own - 1 : cell];
            appendAsValue(to, bytes, cells.start(cell), end);
        }
        pad(to, written);
    }

    /** Appends a row of empty cells. */
    void appendEmpty(Bytes to) {
        pad(to, 1);
    }

    /** How many of a row's first cells are the source's own, where the row doesn't have one for each column. */
    private int ownCells(int count) {
        if (header.isParted()) {
            return Math.min(count, header.before());
        }
        int droversOwn = header.width() - columns;
        return count > header.width() ? count - droversOwn : Math.min(count, columns);
    }

    private void appendAsValue(Bytes to, byte[] bytes, int from, int end) {
        for (int at = from; at < end; at++) {
            byte b = bytes[at];
            if (b == '"' || b == delimiter || b == '\r' || b == '\n') {
                to.append('"');
                CsvValues.appendDoubling(to, bytes, from, end);
                to.append('"');
                return;
            }
        }
        to.append(bytes, from, end - from);
    }

    private void separate(Bytes to, int cell) {
        if (cell > 0) {
            to.append(delimiter);
        }
    }

    private void pad(Bytes to, int present) {
        for (int cell = present; cell < columns; cell++) {
            to.append(delimiter);
        }
    }
}
