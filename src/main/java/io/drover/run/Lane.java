package io.drover.run;

import io.drover.batch.Batch;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * One of the ways a run's batches go out side by side, for a Camel Split that works through it one batch at a time.
 * Used by one thread.
 *
 * <p>Camel asks {@link #hasNext} for the next batch before it delivers the one it has, which must not make a batch wait
 * in memory behind another. So the answer is yes until the end was met, and the end shows as null, which Split skips.
 * Camel comes for the next batch once the one before is settled with all its halves.
 */
final class Lane implements Iterator<Batch> {
    private final Batches batches;
    private @Nullable Batch inFlight;
    private boolean ended;

    Lane(Batches batches) {
        this.batches = batches;
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    @SuppressWarnings("NullAway") // null is how an iterator tells Split that there is nothing this time
    public @Nullable Batch next() {
        if (inFlight != null) {
            batches.ended(inFlight);
        }
        inFlight = batches.take().orElse(null);
        ended = inFlight == null;
        return inFlight;
    }
}
