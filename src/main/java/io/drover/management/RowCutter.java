package io.drover.management;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a file into rows as they stand there: at line ends, for CSV only at those outside of quotes. For charsets in which
 * ASCII characters are single bytes, and UTF-16 and UTF-32.
 */
final class RowCutter {
    private static final int NONE = -1;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int LONGEST = 16 << 20;
    private static final int LEAST_READ = 1 << 12;
    private static final int MOST_READ = 1 << 16;

    private final InputStream in;
    private final int delimiter;
    private final boolean quotes;
    private final int width;
    private final boolean littleEndian;
    private byte[] window = new byte[LEAST_READ];
    /** The row that is being cut begins here in the window; what was read ends at {@code filled}. */
    private int from;

    private int filled;
    private long position;
    private long start;
    private int[] cells = new int[16];
    private int cellCount;
    private byte[] last = new byte[0];

    private RowCutter(InputStream in, int delimiter, boolean quotes, long position, Charset charset) {
        this.in = in;
        this.delimiter = delimiter;
        this.quotes = quotes;
        this.position = position;
        this.width = "aa".getBytes(charset).length - "a".getBytes(charset).length;
        this.littleEndian = charset.name().contains("LE");
    }

    /**
     * Rows of CSV.
     *
     * @param in not buffered: little is read at first, for one row may be all that is wanted
     * @param position of the next byte of {@code in} in its file
     */
    static RowCutter csv(InputStream in, char delimiter, long position, Charset charset) {
        return new RowCutter(in, delimiter, true, position, charset);
    }

    /** Lines. */
    static RowCutter lines(InputStream in, long position) {
        return new RowCutter(in, NONE, false, position, StandardCharsets.UTF_8);
    }

    /** Where in the file the row begins that was handed out last. */
    long start() {
        return start;
    }

    /** Where in the file the next row begins. */
    long position() {
        return position;
    }

    /** Where in the row that was handed out last its cells begin. */
    int[] cells() {
        return Arrays.copyOf(cells, cellCount);
    }

    /** The next row with its line end; empty at the end, or where a last row is not whole. */
    Optional<byte[]> next() throws IOException {
        cellCount = 0;
        cell(0);
        boolean quoted = false;
        boolean atStart = true;
        int length = 0;
        while (holds(length + width)) {
            int next = unit(from + length);
            length += width;
            if (next == '"' && quotes && (quoted || atStart)) {
                // Two quotes within quotes end and begin them: what follows is within quotes again.
                quoted = !quoted;
                atStart = true;
            } else if (next == '\n' && !quoted) {
                return Optional.of(cut(length));
            } else if (!quoted) {
                atStart = isBeforeCell(next, length);
            } else {
                atStart = false;
            }
            length += plain(from + length, quoted, atStart);
        }
        last = Arrays.copyOfRange(window, from, filled);
        from = filled;
        return Optional.empty();
    }

    /** How many bytes from there on mean nothing: within quotes all but a quote, outside of them all that ends no cell. */
    private int plain(int begin, boolean quoted, boolean atStart) {
        if (width > 1 || (atStart && !quoted)) {
            return 0;
        }
        byte[] bytes = window;
        byte first = quoted ? (byte) '"' : (byte) '\n';
        byte second = quoted ? first : (byte) delimiter;
        int at = begin;
        while (at < filled && bytes[at] != first && bytes[at] != second) {
            at++;
        }
        return at - begin;
    }

    private byte[] cut(int length) {
        byte[] row = Arrays.copyOfRange(window, from, from + length);
        from += length;
        start = position;
        position += length;
        return row;
    }

    private boolean isBeforeCell(int unit, int length) {
        if (unit == delimiter) {
            cell(length);
            return true;
        }
        return unit == BYTE_ORDER_MARK;
    }

    private void cell(int at) {
        if (cellCount == cells.length) {
            cells = Arrays.copyOf(cells, 2 * cellCount);
        }
        cells[cellCount++] = at;
    }

    /** The character there, or half of one, or byte of one. */
    private int unit(int at) {
        int unit = 0;
        for (int i = 0; i < width; i++) {
            int next = window[at + i] & 0xFF;
            unit = littleEndian ? unit | next << (8 * i) : unit << 8 | next;
        }
        return unit;
    }

    /** Whether so many bytes follow the beginning of the row; they are in the window then. */
    private boolean holds(int length) throws IOException {
        while (filled - from < length) {
            if (length > LONGEST) {
                throw new IOException("a row is longer than " + LONGEST + " bytes");
            }
            makeRoom();
            int read = in.read(window, filled, window.length - filled);
            if (read < 0) {
                return false;
            }
            filled += read;
        }
        return true;
    }

    /** Who reads on reads more at a time. */
    private void makeRoom() {
        if (filled < window.length) {
            return;
        }
        boolean grow = from == 0 || window.length < MOST_READ;
        byte[] room = grow ? new byte[2 * window.length] : window;
        System.arraycopy(window, from, room, 0, filled - from);
        filled -= from;
        from = 0;
        window = room;
    }

    /** What stands behind the last line end. */
    byte[] rest() {
        return last.clone();
    }
}
