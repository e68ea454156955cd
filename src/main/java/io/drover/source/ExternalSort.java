package io.drover.source;

import io.drover.batch.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Sorts any number of entries by their keys, which must differ, in bounded memory: full buffers go to the disk as
 * sorted runs, and as many runs as may be open at once become one. Not thread-safe.
 */
final class ExternalSort implements Closeable {
    private static final int FAN_IN = 32;

    private final Scratch scratch;
    private final long memory;
    private final SortBuffer buffer = new SortBuffer();
    /** Runs on disk; those of the next level are made of {@link #FAN_IN} of this one. */
    private final List<List<Entries>> levels = new ArrayList<>();

    private boolean handedOver;

    /** @param memory bytes of entries that are held before they go to the disk */
    ExternalSort(Scratch scratch, long memory) {
        this.scratch = scratch;
        this.memory = memory;
    }

    void add(Bytes key, Bytes value) throws IOException {
        buffer.add(key, value);
        if (buffer.size() >= memory) {
            try {
                spill(buffer.sorted(), 0);
            } catch (IOException e) {
                throw scratch.failed(e);
            }
            buffer.clear();
        }
    }

    private void spill(Entries entries, int level) throws IOException {
        if (levels.size() == level) {
            levels.add(new ArrayList<>());
        }
        List<Entries> runs = levels.get(level);
        runs.add(SortedRun.write(scratch, entries));
        if (runs.size() == FAN_IN) {
            try (Entries all = new MergedEntries(runs)) {
                spill(all, level + 1);
            }
            runs.clear();
        }
    }

    /** All that was added, in order; nothing may be added any more. Closing it gives memory and disk back. */
    Entries sorted() {
        List<Entries> all = new ArrayList<>();
        levels.forEach(all::addAll);
        if (!buffer.isEmpty() || all.isEmpty()) {
            all.add(buffer.sorted());
        }
        levels.clear();
        handedOver = true;
        return all.size() == 1 ? all.get(0) : new MergedEntries(all);
    }

    /** Gives memory and disk back unless {@link #sorted()} handed them over. */
    @Override
    public void close() throws IOException {
        if (handedOver) {
            return;
        }
        for (List<Entries> runs : levels) {
            for (Entries run : runs) {
                run.close();
            }
        }
        levels.clear();
        buffer.clear();
    }
}
