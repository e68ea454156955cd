package io.drover.source;

import io.drover.batch.Bytes;
import io.drover.batch.JsonText;
import java.io.IOException;
import java.util.Arrays;

/**
 * Finds the cells of one record after the other, as slices of the window: RFC 4180 with any ASCII delimiter and line
 * ends CR, LF and CRLF mixed. Blank lines are skipped. A quote that isn't the first byte of its cell is plain text.
 */
final class CsvCells {
    /** What {@link #next()} came upon. */
    enum Found {
        RECORD,
        NOTHING,
        /** The quote that opens a cell is not closed before the end of the source, or of the record limit. */
        UNCLOSED_QUOTE,
        TEXT_AFTER_QUOTE
    }

    /** Classes of bytes, and of records by the bytes they hold. */
    private static final byte CELL_END = 1;

    private static final byte ESCAPED_IN_JSON = 2;
    private static final byte QUOTE = 4;
    private static final byte NOT_ASCII = 8;
    private static final int QUOTED_CELL = 16;

    private static final int CUT_OFF = -1;
    private static final int UNCLOSED = -2;
    private static final int TEXT_FOLLOWS = -3;

    private final Window window;
    private final byte delimiter;
    private final byte[] classes = new byte[256];
    private int[] ends = new int[64];
    private int count;
    private int seen;
    private int brokenAt;
    private int next;
    private long line = 1;
    private long nextLine = 1;

    CsvCells(Window window, char delimiter) {
        this.window = window;
        this.delimiter = (byte) delimiter;
        for (int b = 0; b < 256; b++) {
            classes[b] = b >= 0x80 ? NOT_ASCII : JsonText.needsEscape(b) ? ESCAPED_IN_JSON : 0;
        }
        classes['"'] |= QUOTE;
        classes['\r'] = CELL_END;
        classes['\n'] = CELL_END;
        classes[delimiter] = CELL_END;
        next = window.start();
    }

    /** The cells of one row with sound quoting. */
    static CsvCells ofRow(Bytes row, char delimiter) {
        CsvCells cells = new CsvCells(Window.over(row.array(), row.length()), delimiter);
        if (cells.scan() < 0) {
            throw new IllegalArgumentException("the row's quoting is broken");
        }
        return cells;
    }

    Window window() {
        return window;
    }

    /** Where the cells end; the next cell starts one further. Only the first {@link #count()} mean anything. */
    int[] ends() {
        return ends;
    }

    int count() {
        return count;
    }

    /** Where a cell starts. */
    int start(int cell) {
        return cell == 0 ? window.start() : ends[cell - 1] + 1;
    }

    /** The 1-based line the record starts on. */
    long line() {
        return line;
    }

    /** The 1-based line the record ends on. */
    long lastLine() {
        return nextLine - 1;
    }

    /** Where the record's line end starts. */
    int recordEnd() {
        return ends[count - 1];
    }

    /** Whether every cell can go into a JSON string as it is. */
    boolean plain() {
        return (seen & (ESCAPED_IN_JSON | QUOTED_CELL)) == 0;
    }

    boolean ascii() {
        return (seen & NOT_ASCII) == 0;
    }

    /** Whether a quote stands inside a cell that isn't quoted. */
    boolean bareQuote() {
        return (seen & QUOTE) != 0;
    }

    /** Where quoting was found broken. */
    int brokenAt() {
        return brokenAt;
    }

    /** Goes to the next record. After a broken quote the caller says where to go on. */
    Found next() throws IOException {
        window.startAt(next);
        line = nextLine;
        if (!skipBlankLines()) {
            return Found.NOTHING;
        }
        int after = scan();
        while (after == CUT_OFF) {
            after = window.more() ? scan() : UNCLOSED;
        }
        next = after;
        if (after < 0) {
            next = window.start();
            return after == UNCLOSED ? Found.UNCLOSED_QUOTE : Found.TEXT_AFTER_QUOTE;
        }
        nextLine = line + 1 + ((seen & QUOTED_CELL) == 0 ? 0 : lineEndsWithin(window.start(), recordEnd()));
        return Found.RECORD;
    }

    /** Takes the line at the window's start as read; {@code after} is where the next one starts. */
    void goOnAt(int after) {
        next = after;
        nextLine = line + 1;
    }

    /** Divides a line at each delimiter, whatever its quotes mean. */
    void divideLine(int lineEnd) {
        count = 0;
        byte[] bytes = window.bytes();
        for (int at = window.start(); at < lineEnd; at++) {
            if (bytes[at] == delimiter) {
                endCell(at);
            }
        }
        endCell(lineEnd);
    }

    private boolean skipBlankLines() throws IOException {
        while (true) {
            int start = window.start();
            if (start == window.end()) {
                if (!window.more() || window.end() == window.start()) {
                    return false;
                }
                continue;
            }
            byte first = window.bytes()[start];
            if (first != '\n' && first != '\r') {
                return true;
            }
            if (start + 1 == window.end() && window.more()) {
                continue;
            }
            window.startAt(window.afterLineEnd(window.start()));
            line++;
        }
    }

    /** The index after the record's line end, or why there is none. */
    private int scan() {
        final byte[] bytes = window.bytes();
        final int end = window.end();
        final byte separator = delimiter;
        count = 0;
        seen = 0;
        int at = window.start();
        while (true) {
            at = at < end && bytes[at] == '"' ? quotedCell(bytes, at + 1, end) : plainCell(bytes, at, end);
            if (at < 0) {
                return at;
            }
            endCell(at);
            if (at == end || bytes[at] != separator) {
                return afterRecord(bytes, at, end);
            }
            at++;
        }
    }

    private int afterRecord(byte[] bytes, int at, int end) {
        boolean lineFeedMayFollow = at == end || (bytes[at] == '\r' && at + 1 == end);
        return lineFeedMayFollow && !window.atEnd() ? CUT_OFF : window.afterLineEnd(at);
    }

    private int plainCell(byte[] bytes, int from, int end) {
        final byte[] byteClasses = classes;
        int all = 0;
        int at = from;
        while (at < end) {
            byte byteClass = byteClasses[bytes[at] & 0xFF];
            if (byteClass == CELL_END) {
                break;
            }
            all |= byteClass;
            at++;
        }
        seen |= all;
        return at;
    }

    private int quotedCell(byte[] bytes, int from, int end) {
        int after = afterClosingQuote(bytes, from, end);
        if (after < 0 || after == end || classes[bytes[after] & 0xFF] == CELL_END) {
            return after;
        }
        brokenAt = after;
        return TEXT_FOLLOWS;
    }

    private int afterClosingQuote(byte[] bytes, int from, int end) {
        int all = 0;
        int at = from;
        while (true) {
            while (at < end && bytes[at] != '"') {
                all |= bytes[at++];
            }
            if (at >= end - 1) {
                return lastQuote(at, end, all);
            }
            if (bytes[at + 1] != '"') {
                seen |= all < 0 ? QUOTED_CELL | NOT_ASCII : QUOTED_CELL;
                return at + 1;
            }
            at += 2;
        }
    }

    /** No quote is left in the window, or only one as its last byte. */
    private int lastQuote(int at, int end, int all) {
        seen |= all < 0 ? QUOTED_CELL | NOT_ASCII : QUOTED_CELL;
        brokenAt = end;
        if (!window.atEnd()) {
            return CUT_OFF;
        }
        return at < end ? end : UNCLOSED;
    }

    private void endCell(int at) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = at;
    }

    private long lineEndsWithin(int from, int end) {
        byte[] bytes = window.bytes();
        long found = 0;
        for (int at = from; at < end; at++) {
            if (bytes[at] == '\n' || (bytes[at] == '\r' && bytes[at + 1] != '\n')) {
                found++;
            }
        }
        return found;
    }
}
