package io.drover.batch;

import java.util.Arrays;
import java.util.List;

/**
 * The buffers the records of a batch are read into; filled before their batch is made, then never changed. The JSON of
 * the groups stands in one, the source texts of their records (rows) in the other.
 */
final class Records {
    private static final int[] ROW_FOR_ROW = {};
    private static final int[] PLACE_FOR_PLACE = {};

    final Bytes json;
    final Bytes source;
    int[] jsonEnds;
    int[] sourceEnds;
    long[] ordinals;
    long[] lines;
    long[] orderingKeys = {};
    /** The row after each group's last; without Group By it stays unused, because each row is a group. */
    private int[] rowEnds = ROW_FOR_ROW;

    /** Where each group stood in the whole batch; unused where nothing was left out in between. */
    private int[] places = PLACE_FOR_PLACE;

    private int groups;
    private int rows;

    Records(int jsonCapacity, int sourceCapacity, int groupCapacity) {
        json = new Bytes(jsonCapacity);
        source = new Bytes(sourceCapacity);
        jsonEnds = new int[groupCapacity];
        sourceEnds = new int[groupCapacity];
        ordinals = new long[groupCapacity];
        lines = new long[groupCapacity];
    }

    /** How many groups. */
    int count() {
        return groups;
    }

    /** Adds the record a reader stands at as a group of its own, or nothing when it can't be shaped. */
    List<Violation> add(RecordReader reader, Shaper shaper, List<Cells> record) {
        List<Violation> violations = addObject(shaper, record);
        if (violations.isEmpty()) {
            reader.appendSource(source);
            endRow(reader.ordinal(), reader.line());
            endSingle();
        }
        return violations;
    }

    /** Adds the object of a group, whose rows follow, or nothing when it can't be shaped. */
    List<Violation> addObject(Shaper shaper, List<? extends Cells> group) {
        int before = json.length();
        separate();
        List<Violation> violations = shaper.shape(group, json);
        if (!violations.isEmpty()) {
            json.truncate(before);
        }
        return violations;
    }

    /** Adds a group of another batch with another object. */
    void add(String object, Batch origin, int group) {
        separate();
        json.append(object);
        int end = origin.firstRecord(group + 1);
        for (int record = origin.firstRecord(group); record < end; record++) {
            origin.appendSource(record, source);
            endRow(origin.ordinal(record), origin.line(record));
        }
        endGroup();
    }

    /** The same with the group's place in the whole batch, for batches that only hold some of its groups. */
    void add(Batch origin, int group) {
        if (places == PLACE_FOR_PLACE) {
            places = new int[Math.max(1, jsonEnds.length)];
        } else if (groups == places.length) {
            places = Arrays.copyOf(places, grown(groups));
        }
        places[groups] = origin.place(group);
        add(origin.json(group), origin, group);
    }

    /** Where the group stood in the whole batch. */
    int place(int group) {
        return places == PLACE_FOR_PLACE ? group : places[group];
    }

    /** Takes the group that was added last, and is not the first, out again. */
    void removeLast() {
        groups--;
        rows = firstRow(groups);
        json.truncate(jsonEnds[groups - 1]);
        source.truncate(sourceStart(rows));
    }

    private void separate() {
        if (groups > 0) {
            json.append(',');
        }
    }

    /** The row's text has been appended to {@link #source}. */
    void endRow(long ordinal, long line) {
        if (rows == ordinals.length) {
            growRows();
        }
        sourceEnds[rows] = source.length();
        ordinals[rows] = ordinal;
        lines[rows] = line;
        rows++;
    }

    /** The rows since the last group are the group of the object that was added last. */
    void endGroup() {
        boolean single = rowEnds == ROW_FOR_ROW && rows == groups + 1;
        if (single) {
            endSingle();
            return;
        }
        if (rowEnds == ROW_FOR_ROW) {
            rowEnds = new int[jsonEnds.length];
            Arrays.setAll(rowEnds, group -> group + 1);
        }
        endSingle();
        if (rowEnds.length < jsonEnds.length) {
            rowEnds = Arrays.copyOf(rowEnds, jsonEnds.length);
        }
        rowEnds[groups - 1] = rows;
    }

    private void endSingle() {
        if (groups == jsonEnds.length) {
            jsonEnds = Arrays.copyOf(jsonEnds, grown(groups));
        }
        jsonEnds[groups++] = json.length();
    }

    int jsonStart(int group) {
        return group == 0 ? 0 : jsonEnds[group - 1] + 1;
    }

    int sourceStart(int row) {
        return row == 0 ? 0 : sourceEnds[row - 1];
    }

    /** The group's first row, or the row after the last one. */
    int firstRow(int group) {
        if (rowEnds == ROW_FOR_ROW) {
            return group;
        }
        return group == 0 ? 0 : rowEnds[group - 1];
    }

    private void growRows() {
        int capacity = grown(rows);
        ordinals = Arrays.copyOf(ordinals, capacity);
        lines = Arrays.copyOf(lines, capacity);
        sourceEnds = Arrays.copyOf(sourceEnds, capacity);
    }

    private static int grown(int count) {
        return count + (count >> 1) + 1;
    }
}
