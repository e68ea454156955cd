package io.drover.source;

import io.drover.batch.Bytes;
import java.util.zip.CRC32;

/** What cells mean: quotes taken off and put on. */
final class CsvValues {
    private CsvValues() {}

    /** Takes the pieces of a value, which are slices of its cell. */
    @FunctionalInterface
    interface Pieces {
        void take(byte[] bytes, int from, int count);
    }

    /** Hands over a cell's value: the slice itself, or the inside of its quotes with doubled quotes made one. */
    static void read(byte[] bytes, int from, int end, Pieces pieces) {
        if (from == end || bytes[from] != '"') {
            pieces.take(bytes, from, end - from);
            return;
        }
        int plain = from + 1;
        for (int at = plain; at < end - 1; at++) {
            if (bytes[at] == '"') {
                pieces.take(bytes, plain, at + 1 - plain);
                at++;
                plain = at + 1;
            }
        }
        pieces.take(bytes, plain, end - 1 - plain);
    }

    static String text(CsvCells cells, int cell) {
        Bytes value = new Bytes(32);
        read(cells.window().bytes(), cells.start(cell), cells.ends()[cell], value::append);
        return value.toString();
    }

    /** Appends the inside of a quoted cell: every quote is doubled. */
    static void appendDoubling(Bytes to, byte[] value, int from, int end) {
        int plain = from;
        for (int at = from; at < end; at++) {
            if (value[at] == '"') {
                to.append(value, plain, at + 1 - plain);
                plain = at;
            }
        }
        to.append(value, plain, end - plain);
    }

    /** A mark of the values of the first cells, however they are quoted, as it stands at the end of messages. */
    static String fingerprint(CsvCells cells, int columns) {
        CRC32 sum = new CRC32();
        for (int cell = 0; cell < columns; cell++) {
            read(cells.window().bytes(), cells.start(cell), cells.ends()[cell], sum::update);
            sum.update(0x1F);
        }
        return Fingerprint.mark(sum);
    }
}
