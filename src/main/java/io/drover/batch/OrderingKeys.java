package io.drover.batch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Collects what the records of a batch have in the load's ordering key. Not thread-safe. */
final class OrderingKeys {
    /** An empty value asks for no order. */
    private static final long NONE = 0;

    private final Optional<Cells> cells;
    private final Cell cell = new Cell();
    private long[] keys = {};
    private int count;

    OrderingKeys(RecordReader reader, Optional<String> column) {
        this.cells = column.map(name -> reader.cells(List.of(name)));
    }

    /** What stands for the value of the record the reader stands at. */
    long read() {
        if (cells.isEmpty()) {
            return NONE;
        }
        cells.get().read(0, cell);
        return cell.isEmpty() ? NONE : GroupKey.hash(cell.bytes(), cell.from(), cell.end()) | 1;
    }

    void add(long key) {
        if (key == NONE || (count > 0 && keys[count - 1] == key)) {
            return;
        }
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(16, count * 2));
        }
        keys[count++] = key;
    }

    /** Each key once; afterwards none is left. */
    long[] take() {
        if (count == 0) {
            return new long[0];
        }
        long[] distinct = Arrays.stream(keys, 0, count).distinct().toArray();
        count = 0;
        return distinct;
    }
}
