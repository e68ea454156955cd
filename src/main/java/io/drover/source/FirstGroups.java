package io.drover.source;

import io.drover.batch.Bytes;
import io.drover.batch.GroupKey;
import io.drover.batch.RecordReader;
import io.drover.load.Load;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which records of a source belong to its first groups; without Group By each record is a group. */
final class FirstGroups {
    private final Optional<GroupKey> keys;
    private final int limit;
    private final Set<String> taken = new HashSet<>();
    private int groups;

    private FirstGroups(Optional<GroupKey> keys, int limit) {
        this.keys = keys;
        this.limit = limit;
    }

    /** @throws UnreadableSourceException when the source lacks a column that the load names */
    static FirstGroups of(RecordReader reader, Load load, int limit) throws UnreadableSourceException {
        List<String> columns = load.shaping().grouping().groupBy();
        if (columns.isEmpty()) {
            return new FirstGroups(Optional.empty(), limit);
        }
        NamedColumns.check(reader, load);
        return new FirstGroups(Optional.of(new GroupKey(reader, columns)), limit);
    }

    /** Whether no other group is taken. */
    boolean isFull() {
        return groups >= limit;
    }

    /** Whether a record that is still to be read may belong to them. */
    boolean mayGrow() {
        return !isFull() || keys.isPresent();
    }

    /** Whether the record that the reader stands at is one of theirs. Once for each record that can be read. */
    boolean take() {
        if (keys.isEmpty()) {
            return begin();
        }
        Bytes read = keys.get().read();
        if (keys.get().isEmpty() || keys.get().isTooLong()) {
            return begin();
        }
        String key = new String(read.array(), 0, read.length(), StandardCharsets.ISO_8859_1);
        if (taken.contains(key)) {
            return true;
        }
        if (!begin()) {
            return false;
        }
        return taken.add(key);
    }

    private boolean begin() {
        if (isFull()) {
            return false;
        }
        groups++;
        return true;
    }
}
