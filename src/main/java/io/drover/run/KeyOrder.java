package io.drover.run;

import io.drover.batch.Batch;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Holds batches back while an earlier one that shares a value of the ordering key is not settled. A batch waits only
 * for earlier ones, so the oldest never waits for long and none waits for ever. Not thread-safe.
 */
final class KeyOrder {
    /** What may wait, so that a lane finds a batch that needn't: few large batches or many small ones. */
    private static final int MAX_WAITING = 1024;

    private static final long MAX_WAITING_BYTES = 4 * 1024 * 1024;

    /** By key, the batches that hold it: the first is ready or in flight, the others wait for it. */
    private final Map<Long, ArrayDeque<Held>> queues = new HashMap<>();

    private final PriorityQueue<Held> ready =
            new PriorityQueue<>(Comparator.comparingInt(held -> held.batch.id().number()));
    private int waiting;
    private long waitingBytes;

    /** Whether one more batch may be read though it may have to wait. */
    boolean hasRoom() {
        return waiting < MAX_WAITING && waitingBytes < MAX_WAITING_BYTES;
    }

    /** Whether every batch that was added has been taken. */
    boolean isEmpty() {
        return waiting == 0;
    }

    /** Takes in the next batch of the file. */
    void add(Batch batch) {
        Held held = new Held(batch);
        for (long key : batch.orderingKeys()) {
            ArrayDeque<Held> queue = queues.computeIfAbsent(key, any -> new ArrayDeque<>(2));
            held.blockers += queue.isEmpty() ? 0 : 1;
            queue.add(held);
        }
        waiting++;
        waitingBytes += batch.sourceBytes();
        if (held.blockers == 0) {
            ready.add(held);
        }
    }

    /** The earliest batch that waits for no other; from now on it is in flight. */
    Optional<Batch> take() {
        Held held = ready.poll();
        if (held == null) {
            return Optional.empty();
        }
        waiting--;
        waitingBytes -= held.batch.sourceBytes();
        return Optional.of(held.batch);
    }

    /** A batch that was taken is settled, with all its halves, or the run is over. */
    void ended(Batch batch) {
        for (long key : batch.orderingKeys()) {
            ArrayDeque<Held> queue = Objects.requireNonNull(queues.get(key), "the batch is not in flight");
            queue.poll();
            Held next = queue.peek();
            if (next == null) {
                queues.remove(key);
            } else if (--next.blockers == 0) {
                ready.add(next);
            }
        }
    }

    /** A batch and how many of its keys earlier batches hold. */
    private static final class Held {
        private final Batch batch;
        private int blockers;

        Held(Batch batch) {
            this.batch = batch;
        }
    }
}
