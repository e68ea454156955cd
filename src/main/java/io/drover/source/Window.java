package io.drover.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a source that is in memory: at least the record being read, at most a record of the limit. What grows
 * it reads until it is full, so scanning a record again after each {@link #more()} costs twice its length at most.
 */
final class Window implements Closeable {
    /** The most bytes of one record, its line end included. */
    static final int RECORD_LIMIT = 10 * 1024 * 1024;

    private static final int FIRST_CAPACITY = 64 * 1024;

    private final InputStream in;
    private final int limit;
    private byte[] bytes;
    private int start;
    private int end;
    private long offset;
    private boolean atEnd;

    Window(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
        this.bytes = new byte[Math.min(FIRST_CAPACITY, limit)];
    }

    private Window(byte[] bytes, int length) {
        this.in = InputStream.nullInputStream();
        this.limit = length;
        this.bytes = bytes;
        this.end = length;
        this.atEnd = true;
    }

    /** A window over bytes that are all there; they are not copied. */
    static Window over(byte[] bytes, int length) {
        return new Window(bytes, length);
    }

    /** At the start of the source: goes past a UTF-8 byte order mark. */
    void skipByteOrderMark() throws IOException {
        more();
        if (end >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            start = 3;
        }
    }

    /** Valid until the next {@link #more()}. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the record being read starts. */
    int start() {
        return start;
    }

    /** One past the last byte read. */
    int end() {
        return end;
    }

    int limit() {
        return limit;
    }

    /** Whether {@link #end()} is the end of the source. */
    boolean atEnd() {
        return atEnd;
    }

    /** How many bytes of the source come before an index. */
    long offset(int index) {
        return offset + index;
    }

    /** Lets go of everything before an index. */
    void startAt(int index) {
        start = index;
    }

    /**
     * Reads on, which moves the record to the front of the window.
     *
     * @return false when nothing changed: at the end of the source or with the limit reached
     */
    boolean more() throws IOException {
        if (atEnd) {
            return false;
        }
        moveToFront();
        if (end == bytes.length) {
            if (end >= limit) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, 2L * bytes.length));
        }
        end += in.readNBytes(bytes, end, bytes.length - end);
        atEnd = end < bytes.length;
        return true;
    }

    private void moveToFront() {
        if (start > 0) {
            System.arraycopy(bytes, start, bytes, 0, end - start);
            offset += start;
            end -= start;
            start = 0;
        }
    }

    /**
     * The index of the line end (its first byte) of the line at {@link #start()}, or {@link #end()} for a last line
     * without one; -1 when the line is longer than the limit. Afterwards what follows the line end is in the window.
     */
    int lineEnd(boolean carriageReturnEndsLine) throws IOException {
        while (true) {
            for (int at = start; at < end; at++) {
                byte b = bytes[at];
                if (b == '\n' || (carriageReturnEndsLine && b == '\r' && (at + 1 < end || atEnd))) {
                    return at;
                }
            }
            if (atEnd) {
                return end;
            }
            if (!more()) {
                return -1;
            }
        }
    }

    /** The index after the line end at an index. */
    int afterLineEnd(int index) {
        if (index >= end) {
            return end;
        }
        boolean pair = bytes[index] == '\r' && index + 1 < end && bytes[index + 1] == '\n';
        return index + (pair ? 2 : 1);
    }

    /** Throws away a line that is longer than the limit and stands at the line after it. */
    void skipLine(boolean carriageReturnEndsLine) throws IOException {
        int found = -1;
        while (found < 0) {
            // A carriage return as the last byte in the window is kept, its line feed may follow.
            start = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
            found = more() || atEnd ? lineEnd(carriageReturnEndsLine) : -1;
        }
        start = afterLineEnd(found);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
