package io.drover.source;

import io.drover.batch.Bytes;
import java.util.zip.CRC32;

/** What cells mean: quotes taken off and put on. */
final class CsvValues {
    private CsvValues() {}

    /** Appends a cell's value: the slice itself, or the inside of its quotes with doubled quotes made one. */
    static void append(Bytes to, byte[] bytes, int from, int end) {
        if (from == end || bytes[from] != '"') {
            to.append(bytes, from, end - from);
            return;
        }
        int plain = from + 1;
        for (int at = plain; at < end - 1; at++) {
            if (bytes[at] == '"') {
                to.append(bytes, plain, at + 1 - plain);
                at++;
                plain = at + 1;
            }
        }
        to.append(bytes, plain, end - 1 - plain);
    }

    static String text(CsvCells cells, int cell) {
        Bytes value = new Bytes(32);
        append(value, cells.window().bytes(), cells.start(cell), cells.ends()[cell]);
        return value.toString();
    }

    /** Appends a value as a quoted cell. */
    static void appendQuoted(Bytes to, byte[] value, int from, int end) {
        to.append('"');
        int plain = from;
        for (int at = from; at < end; at++) {
            if (value[at] == '"') {
                to.append(value, plain, at + 1 - plain);
                plain = at;
            }
        }
        to.append(value, plain, end - plain).append('"');
    }

    /** A mark of the values of the first cells, however they are quoted, as it stands at the end of messages. */
    static String fingerprint(CsvCells cells, int columns) {
        CRC32 sum = new CRC32();
        Bytes value = new Bytes(64);
        for (int cell = 0; cell < columns; cell++) {
            value.truncate(0);
            append(value, cells.window().bytes(), cells.start(cell), cells.ends()[cell]);
            sum.update(value.array(), 0, value.length());
            sum.update(0x1F);
        }
        return Fingerprint.mark(sum);
    }
}
