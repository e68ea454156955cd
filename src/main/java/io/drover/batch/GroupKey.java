package io.drover.batch;

import java.util.List;

/**
 * The Group By values of the record a reader stands at, as bytes: equal bytes are equal values, told from their exact
 * text; in JSON a text is never equal to a number. Not thread-safe.
 */
public final class GroupKey {
    /** The most bytes of a key; larger ones can't be held for many records at once. */
    public static final int LIMIT = 64 * 1024;

    private final Cells cells;
    private final int columns;
    private final Cell cell = new Cell();
    private final Bytes key = new Bytes(64);
    private boolean empty;

    /** @param columns as {@link RecordReader#cells} names them */
    public GroupKey(RecordReader reader, List<String> columns) {
        this.cells = reader.cells(columns);
        this.columns = columns.size();
    }

    /** Reads the record's values; what is returned is valid until the next call. */
    public Bytes read() {
        key.truncate(0);
        empty = true;
        for (int column = 0; column < columns; column++) {
            cells.read(column, cell);
            empty &= cell.isEmpty();
            int length = cell.length();
            key.append(cell.isEmpty() || cell.kind() == Cell.Kind.TEXT ? 0 : 1);
            key.append(length >> 24).append(length >> 16).append(length >> 8).append(length);
            cell.appendTo(key);
        }
        return key;
    }

    /** Whether every value was empty: such a record has nothing in common with another and is a group of its own. */
    public boolean isEmpty() {
        return empty;
    }

    /** Whether the key is longer than {@link #LIMIT}; such a record belongs to no group. */
    public boolean isTooLong() {
        return key.length() > LIMIT;
    }

    /** A number for the bytes, equal for equal ones; different ones may share it. */
    public static long hash(byte[] bytes, int from, int end) {
        long hash = 0xCBF29CE484222325L;
        for (int at = from; at < end; at++) {
            hash = (hash ^ bytes[at]) * 0x100000001B3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xFF51AFD7ED558CCDL;
        return hash ^ hash >>> 33;
    }
}
