package io.drover.run;

import io.drover.batch.Batch;
import io.drover.batch.Batcher;
import io.drover.delivery.Destination;
import java.io.IOException;
import java.util.Optional;

/**
 * The batches of one run that are still to be settled, in the order of the file. Safe for every lane of the run.
 *
 * <p>It never throws what goes wrong with the file: an exception would end the split while batches are in flight.
 * Instead the run is broken off and the batches end.
 */
final class Batches {
    private final Run run;
    private final Batcher batcher;
    private final Destination destination;
    private boolean ended;

    Batches(Run run, Batcher batcher, Destination destination) {
        this.run = run;
        this.batcher = batcher;
        this.destination = destination;
    }

    /**
     * The next batch, once there is a place in flight for it and the journal knows that it may be sent. Whoever takes
     * it gives the place back by {@link Destination#leave}.
     *
     * @return empty at the end of the file, and when the run can't go on
     */
    Optional<Batch> take() {
        if (!destination.enter()) {
            run.leavePending();
            return Optional.empty();
        }
        Optional<Batch> batch = read();
        if (batch.isEmpty()) {
            destination.leave();
        }
        return batch;
    }

    private synchronized Optional<Batch> read() {
        try {
            while (!ended && !run.ending().isHalted()) {
                Optional<Batch> next = batcher.next();
                if (next.isEmpty()) {
                    ended = true;
                    run.readToTheEnd();
                    return next;
                }
                run.readBatch(next.get());
                if (!run.isSettled(next.get().id())) {
                    run.aboutToSend(next.get().id().number());
                    return next;
                }
            }
        } catch (IOException e) {
            run.breakOff("the file can't be read: " + e.getMessage());
        } catch (RuntimeException e) {
            run.breakOff("the file can't be read: " + e);
        }
        return Optional.empty();
    }
}
