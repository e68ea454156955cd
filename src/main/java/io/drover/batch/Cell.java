package io.drover.batch;

import java.nio.charset.StandardCharsets;

/** One value of a record, as a slice of somebody else's bytes; refilled by {@link Cells#read}. Not thread-safe. */
public final class Cell {
    private static final byte[] NOTHING = new byte[0];

    private Kind kind = Kind.EMPTY;
    private byte[] bytes = NOTHING;
    private int from;
    private int end;

    /** What a value is in its source. CSV knows empty cells and text. */
    public enum Kind {
        /** An empty CSV cell; in JSON null, or no such member. */
        EMPTY,
        /** An empty string in JSON. */
        EMPTY_TEXT,
        /** Text: the slice is the text itself, unquoted and unescaped. */
        TEXT,
        /** A JSON number, digit for digit. */
        NUMBER,
        /** The JSON words true and false. */
        BOOLEAN,
        /** A JSON object or array, as compact JSON. */
        JSON
    }

    public void set(Kind ofKind, byte[] utf8, int start, int afterLast) {
        kind = ofKind;
        bytes = utf8;
        from = start;
        end = afterLast;
    }

    public void setEmpty() {
        set(Kind.EMPTY, NOTHING, 0, 0);
    }

    public Kind kind() {
        return kind;
    }

    public boolean isEmpty() {
        return kind == Kind.EMPTY || kind == Kind.EMPTY_TEXT;
    }

    /** The bytes that {@link #from} and {@link #end} are indexes of: UTF-8, valid until the reader moves on. */
    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    /** One past the last byte. */
    public int end() {
        return end;
    }

    public int length() {
        return end - from;
    }

    /** Appends the value as it is, without escapes. */
    public void appendTo(Bytes to) {
        to.append(bytes, from, end - from);
    }

    /** The value as text; empty for an empty one. */
    public String text() {
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
