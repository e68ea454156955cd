package io.drover.source;

import io.drover.batch.Bytes;
import io.drover.batch.Cell;
import io.drover.batch.Cells;
import io.drover.batch.JsonScan;
import java.util.Arrays;
import java.util.List;

/** Values at some places of a JSON record, found in one pass over its compact text when the first of them is read. */
final class JsonCells implements Cells {
    private static final int NOT_FOUND = -1;

    private final JsonRecordReader reader;
    private final JsonPlaces places;
    private final int[] starts;
    private final int[] ends;
    private final Bytes text = new Bytes(1024);
    private final Bytes unescaped = new Bytes(64);
    private long scanned;

    /** @param columns paths from the record's root */
    JsonCells(JsonRecordReader reader, List<String> columns) {
        this.reader = reader;
        this.places = JsonPlaces.of(columns);
        this.starts = new int[columns.size()];
        this.ends = new int[columns.size()];
    }

    @Override
    public void read(int column, Cell to) {
        if (scanned != reader.ordinal()) {
            scanned = reader.ordinal();
            scan();
        }
        int from = starts[column];
        if (from == NOT_FOUND) {
            to.setEmpty();
            return;
        }
        int end = ends[column];
        byte[] bytes = text.array();
        switch (bytes[from]) {
            case '"' -> readString(from + 1, end - 1, to);
            case '{', '[' -> to.set(Cell.Kind.JSON, bytes, from, end);
            case 't', 'f' -> to.set(Cell.Kind.BOOLEAN, bytes, from, end);
            case 'n' -> to.setEmpty();
            default -> to.set(Cell.Kind.NUMBER, bytes, from, end);
        }
    }

    private void readString(int from, int end, Cell to) {
        byte[] bytes = text.array();
        for (int at = from; at < end; at++) {
            if (bytes[at] == '\\') {
                unescaped.truncate(0);
                JsonScan.appendUnescaped(unescaped, bytes, from, end);
                to.set(Cell.Kind.TEXT, unescaped.array(), 0, unescaped.length());
                return;
            }
        }
        to.set(from == end ? Cell.Kind.EMPTY_TEXT : Cell.Kind.TEXT, bytes, from, end);
    }

    private void scan() {
        text.truncate(0);
        reader.appendJson(text);
        Arrays.fill(starts, NOT_FOUND);
        value(0, places);
    }

    /** Goes over the value at an index; the index after it. */
    private int value(int at, JsonPlaces place) {
        byte[] bytes = text.array();
        int after;
        if (!place.leadsOn()) {
            after = JsonScan.afterValue(bytes, at);
        } else if (bytes[at] == '{') {
            after = object(at + 1, place);
        } else if (bytes[at] == '[') {
            after = array(at + 1, place);
        } else {
            after = JsonScan.afterValue(bytes, at);
        }
        for (int column : place.columns()) {
            starts[column] = at;
            ends[column] = after;
        }
        return after;
    }

    private int object(int first, JsonPlaces place) {
        byte[] bytes = text.array();
        int at = first;
        while (bytes[at] != '}') {
            int from = bytes[at] == ',' ? at + 1 : at;
            int afterName = JsonScan.afterValue(bytes, from);
            JsonPlaces member = place.member(bytes, from, afterName);
            // Of a name that stands twice the last one counts, with all that is in it.
            member.everyColumn(column -> starts[column] = NOT_FOUND);
            at = value(afterName + 1, member);
        }
        return at + 1;
    }

    private int array(int first, JsonPlaces place) {
        byte[] bytes = text.array();
        int at = first;
        int index = 0;
        while (bytes[at] != ']') {
            int from = bytes[at] == ',' ? at + 1 : at;
            at = value(from, place.element(index++));
        }
        return at + 1;
    }
}
