package io.drover.source;

import io.drover.batch.Batch;
import io.drover.batch.Bytes;
import io.drover.batch.SourceShape;

/**
 * The records of a batch as CSV that every reader takes alike, whatever their source looked like: a header, commas,
 * line feeds, every cell in quotes, none of the columns that Drover appended.
 */
public final class PlainCsv {
    private PlainCsv() {}

    /**
     * Header and records.
     *
     * @param batch read from a source of this shape
     */
    public static String of(SourceShape.Csv shape, Batch batch) {
        Bytes text = new Bytes(1024);
        append(text, new Bytes(256).append(shape.header()), shape.delimiter());
        Bytes row = new Bytes(256);
        for (int index = 0; index < batch.size(); index++) {
            row.truncate(0);
            batch.appendSource(index, row);
            append(text, row, shape.delimiter());
        }
        return text.toString();
    }

    private static void append(Bytes to, Bytes row, char delimiter) {
        CsvCells cells = CsvCells.ofRow(row, delimiter);
        byte[] bytes = cells.window().bytes();
        for (int cell = 0; cell < cells.count(); cell++) {
            int start = cells.start(cell);
            int end = cells.ends()[cell];
            if (start < end && bytes[start] == '"') {
                to.append(bytes, start, end - start);
            } else {
                to.append('"');
                CsvValues.appendDoubling(to, bytes, start, end);
                to.append('"');
            }
            to.append(cell + 1 < cells.count() ? ',' : '\n');
        }
    }
}
