package io.drover.management;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Cuts a file into rows as they stand there, byte by byte: at line ends, for CSV only at those outside of quotes. For
 * charsets in which ASCII characters are single bytes.
 */
final class RowCutter {
    private static final int END = -1;
    private static final int LONGEST = 16 << 20;

    private final InputStream in;
    private final int delimiter;
    private final boolean quotes;
    private long position;
    private long start;

    private RowCutter(InputStream in, int delimiter, boolean quotes, long position) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.delimiter = delimiter;
        this.quotes = quotes;
        this.position = position;
    }

    /**
     * Rows of CSV.
     *
     * @param position of the next byte of {@code in} in its file
     */
    static RowCutter csv(InputStream in, char delimiter, long position) {
        return new RowCutter(in, delimiter, true, position);
    }

    /** Lines. */
    static RowCutter lines(InputStream in, long position) {
        return new RowCutter(in, END, false, position);
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
        for (int next = in.read(); next != END; next = in.read()) {
            row.write(next);
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
            atStart = !quoted && next == delimiter;
        }
        last = row.toByteArray();
        return Optional.empty();
    }

    private byte[] last = new byte[0];

    /** What stands behind the last line end. */
    byte[] rest() {
        return last.clone();
    }
}
