package io.drover.source;

import io.drover.batch.Bytes;
import io.drover.batch.Cell;
import io.drover.batch.Cells;
import java.util.List;

/** Some columns of the row that the cells stand at. */
final class CsvColumns implements Cells {
    private static final int MISSING = -1;

    private final CsvCells cells;
    private final int[] positions;
    private final Bytes undoubled = new Bytes(64);

    /**
     * @param columns those that are read, in the order that numbers them
     */
    CsvColumns(CsvCells cells, CsvHeader header, List<String> columns) {
        this.cells = cells;
        this.positions = columns.stream()
                .mapToInt(column -> header.columns().indexOf(column))
                .map(at -> at == MISSING ? MISSING : header.cell(at))
                .toArray();
    }

    @Override
    public void read(int column, Cell to) {
        int position = positions[column];
        if (position == MISSING) {
            to.setEmpty();
            return;
        }
        byte[] bytes = cells.window().bytes();
        int from = cells.start(position);
        int end = cells.ends()[position];
        if (from < end && bytes[from] == '"') {
            readQuoted(bytes, from + 1, end - 1, to);
        } else {
            set(to, bytes, from, end);
        }
    }

    private void readQuoted(byte[] bytes, int from, int end, Cell to) {
        for (int at = from; at < end; at++) {
            if (bytes[at] == '"') {
                undoubled.truncate(0);
                CsvValues.read(bytes, from - 1, end + 1, undoubled::append);
                set(to, undoubled.array(), 0, undoubled.length());
                return;
            }
        }
        set(to, bytes, from, end);
    }

    private static void set(Cell to, byte[] bytes, int from, int end) {
        to.set(from == end ? Cell.Kind.EMPTY : Cell.Kind.TEXT, bytes, from, end);
    }
}
