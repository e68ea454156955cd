package io.drover.source;

import io.drover.batch.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Several sorted runs as one. */
final class MergedEntries implements Entries {
    private final List<Entries> runs;
    private final PriorityQueue<Entries> next =
            new PriorityQueue<>((one, other) -> Entries.compare(one.key(), other.key()));
    private @Nullable Entries current;
    private boolean begun;

    /** @param runs each before its first entry; closed with this */
    MergedEntries(List<Entries> runs) {
        this.runs = List.copyOf(runs);
    }

    @Override
    public boolean next() throws IOException {
        if (!begun) {
            begun = true;
            for (Entries run : runs) {
                if (run.next()) {
                    next.add(run);
                }
            }
        } else if (current != null && current.next()) {
            next.add(current);
        }
        current = next.poll();
        return current != null;
    }

    @Override
    public Bytes key() {
        return current().key();
    }

    @Override
    public void appendValue(Bytes to) throws IOException {
        current().appendValue(to);
    }

    private Entries current() {
        if (current == null) {
            throw new IllegalStateException("there is no entry: next() was not called or came to the end");
        }
        return current;
    }

    @Override
    public void close() throws IOException {
        for (Entries run : runs) {
            run.close();
        }
    }
}
