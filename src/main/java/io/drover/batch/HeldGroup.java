package io.drover.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The records of one group while it is being read. Not thread-safe. */
final class HeldGroup {
    private final RecordReader reader;
    private final Cells cells;
    private final int columns;
    private final int firstSorted;
    private final SortOrder order = new SortOrder();
    private final Bytes source = new Bytes(1024);
    private final Bytes values = new Bytes(1024);
    private final Cell cell = new Cell();
    /** Made once and used for every group; the first {@link #count} are of this one, in the order of the source. */
    private final List<Row> rows = new ArrayList<>();

    private int count;

    /** @param sortHeaders are read after the shaper's own columns */
    HeldGroup(RecordReader reader, List<String> shaperColumns, List<String> sortHeaders) {
        List<String> all = new ArrayList<>(shaperColumns);
        all.addAll(sortHeaders);
        this.reader = reader;
        this.cells = reader.cells(all);
        this.columns = all.size();
        this.firstSorted = shaperColumns.size();
    }

    int count() {
        return count;
    }

    /** Bytes of the records' source text. */
    int sourceBytes() {
        return source.length();
    }

    /** Takes in the record the reader stands at. */
    void add(long orderingKey) {
        if (count == rows.size()) {
            rows.add(new Row(count, columns));
        }
        Row row = rows.get(count++);
        row.ordinal = reader.ordinal();
        row.line = reader.line();
        row.orderingKey = orderingKey;
        reader.appendSource(source);
        row.sourceEnd = source.length();
        for (int column = 0; column < columns; column++) {
            cells.read(column, cell);
            row.kinds[column] = cell.kind();
            row.starts[column] = values.length();
            cell.appendTo(values);
            row.ends[column] = values.length();
        }
    }

    void clear() {
        source.truncate(0);
        values.truncate(0);
        count = 0;
    }

    /** The records as they stand in their object: by the sort headers, equal ones in the order of the source. */
    List<Row> ordered() {
        List<Row> ordered = new ArrayList<>(rows.subList(0, count));
        if (firstSorted < columns) {
            ordered.sort(this::compare);
        }
        return ordered;
    }

    private int compare(Row one, Row other) {
        int compared = 0;
        for (int column = firstSorted; column < columns && compared == 0; column++) {
            compared = order.compare(one, other, column);
        }
        return compared;
    }

    /** Adds the records, in the order of the source. */
    void appendTo(Records records) {
        for (int at = 0; at < count; at++) {
            Row row = rows.get(at);
            int start = sourceStart(at);
            records.source.append(source.array(), start, row.sourceEnd - start);
            records.endRow(row.ordinal, row.line);
        }
    }

    void appendTo(OrderingKeys keys) {
        for (Row row : rows.subList(0, count)) {
            keys.add(row.orderingKey);
        }
    }

    Reject reject(int place, Refusal why) {
        Row row = rows.get(place);
        byte[] text = Arrays.copyOfRange(source.array(), sourceStart(place), row.sourceEnd);
        return why.reject(place, row.ordinal, row.line, text);
    }

    private int sourceStart(int at) {
        return at == 0 ? 0 : rows.get(at - 1).sourceEnd;
    }

    /** One record: its place in the source and its values. */
    final class Row implements Cells {
        private final int place;
        private final Cell.Kind[] kinds;
        private final int[] starts;
        private final int[] ends;
        private long ordinal;
        private long line;
        private long orderingKey;
        private int sourceEnd;

        private Row(int place, int columns) {
            this.place = place;
            kinds = new Cell.Kind[columns];
            starts = new int[columns];
            ends = new int[columns];
        }

        long ordinal() {
            return ordinal;
        }

        /** 0-based among the group's records in the source. */
        int place() {
            return place;
        }

        @Override
        public void read(int column, Cell to) {
            to.set(kinds[column], values.array(), starts[column], ends[column]);
        }
    }
}
