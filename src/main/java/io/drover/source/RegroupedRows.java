package io.drover.source;

import io.drover.batch.Bytes;
import io.drover.batch.RecordReader;
import java.io.IOException;

/** Gives records to be sorted: those that can be read by group and ordinal, the others by ordinal. */
final class RegroupedRows {
    private final ExternalSort rows;
    private final ExternalSort problems;
    private final Bytes key = new Bytes(128);
    private final Bytes value = new Bytes(1024);

    RegroupedRows(ExternalSort rows, ExternalSort problems) {
        this.rows = rows;
        this.problems = problems;
    }

    /**
     * Adds the record a reader stands at.
     *
     * @param group the ordinal that stands for its hash
     * @param groupKey tells groups apart that share a hash
     */
    void add(RecordReader reader, long group, Bytes groupKey) throws IOException {
        key.truncate(0);
        GroupedSource.appendLong(key, group);
        GroupedSource.appendLong(key, groupKey.length());
        key.append(groupKey.array(), 0, groupKey.length());
        GroupedSource.appendLong(key, reader.ordinal());
        value.truncate(0);
        GroupedSource.appendLong(value, reader.line());
        reader.appendSource(value);
        rows.add(key, value);
    }

    /** Adds a record that can't be read. */
    void addProblem(RecordReader reader) throws IOException {
        key.truncate(0);
        GroupedSource.appendLong(key, reader.ordinal());
        Bytes problem = new Bytes(128).append(reader.problem().orElseThrow());
        value.truncate(0);
        GroupedSource.appendLong(value, reader.line());
        GroupedSource.appendLong(value, problem.length());
        value.append(problem.array(), 0, problem.length());
        reader.appendSource(value);
        problems.add(key, value);
    }
}
