package io.drover.route;

import io.drover.batch.Batch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be sent of a batch when a part of it is settled, for a Split that works through it: a rest may leave
 * a rest again, which comes next. So however many there are, no route calls itself for them. Used by one thread.
 *
 * <p>Split asks {@link #hasNext} before it delivers what it has, when the next rest is not known yet. So the answer is yes
 * until none was found, which shows as null; Split skips that.
 */
final class Rests implements Iterator<Batch> {
    private final Queue<SetOut> waiting = new ArrayDeque<>();
    private @Nullable SetOut current;
    private boolean ended;

    /**
     * A rest on its way.
     *
     * @param retries counted so far, this one included
     * @param attempts the records have taken part in
     * @param delay before it is sent
     * @param again whether setting out is a retry
     */
    record SetOut(Batch batch, int retries, int attempts, Duration delay, boolean again) {}

    void add(SetOut rest) {
        waiting.add(rest);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** How this batch sets out; null when it is not the rest that was handed out last. */
    @Nullable
    SetOut settingOut(Batch batch) {
        SetOut last = current;
        return last != null && last.batch.id().equals(batch.id()) ? last : null;
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    @SuppressWarnings("NullAway") // null is how an iterator tells Split that there is nothing this time
    public @Nullable Batch next() {
        current = waiting.poll();
        ended = current == null;
        return current == null ? null : current.batch;
    }
}
