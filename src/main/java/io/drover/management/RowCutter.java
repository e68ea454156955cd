package io.drover.management;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Cuts a file into rows as they stand there: at line ends, for CSV only at those outside of quotes. For charsets in which
 * ASCII characters are single bytes, and UTF-16 and UTF-32.
 */
final class RowCutter {
    private static final int END = -1;
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int LONGEST = 16 << 20;

    private final InputStream in;
    private final int delimiter;
    private final boolean quotes;
    private final int width;
    private final boolean littleEndian;
    private long position;
    private long start;

    private RowCutter(InputStream in, int delimiter, boolean quotes, long position, Charset charset) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.delimiter = delimiter;
        this.quotes = quotes;
        this.position = position;
        this.width = "aa".getBytes(charset).length - "a".getBytes(charset).length;
        this.littleEndian = charset.name().contains("LE");
    }

    /**
     * Rows of CSV.
     *
     * @param position of the next byte of {@code in} in its file
     */
    static RowCutter csv(InputStream in, char delimiter, long position, Charset charset) {
        return new RowCutter(in, delimiter, true, position, charset);
    }

    /** Lines. */
    static RowCutter lines(InputStream in, long position) {
        return new RowCutter(in, END, false, position, StandardCharsets.UTF_8);
    }

    /** Where in the file the row begins that was handed out last. */
    long start() {
        return start;
    }

    /** Where in the file the next row begins. */
    long position() {
        return position;
    }

    /** The next row with its line end; empty at the end, or where a last row is not whole. */
    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream row = new ByteArrayOutputStream(256);
        boolean quoted = false;
        boolean atStart = true;
        for (int next = unit(row); next != END; next = unit(row)) {
            if (row.size() > LONGEST) {
                throw new IOException("a row is longer than " + LONGEST + " bytes");
            }
            if (next == '"' && quotes && (quoted || atStart)) {
                // Two quotes within quotes end and begin them: what follows is within quotes again.
                quoted = !quoted;
                atStart = true;
                continue;
            }
            if (next == '\n' && !quoted) {
                start = position;
                position += row.size();
                return Optional.of(row.toByteArray());
            }
            atStart = !quoted && isBeforeCell(next);
        }
        last = row.toByteArray();
        return Optional.empty();
    }

    private boolean isBeforeCell(int unit) {
        return unit == delimiter || unit == BYTE_ORDER_MARK;
    }

    /** The next character, or half of one, or byte of one; what is read is added to the row. */
    private int unit(ByteArrayOutputStream row) throws IOException {
        int unit = 0;
        for (int i = 0; i < width; i++) {
            int next = in.read();
            if (next == END) {
                return END;
            }
            row.write(next);
            unit = littleEndian ? unit | next << (8 * i) : unit << 8 | next;
        }
        return unit;
    }

    private byte[] last = new byte[0];

    /** What stands behind the last line end. */
    byte[] rest() {
        return last.clone();
    }
}
