package io.drover.run;

import io.drover.batch.Batch;
import io.drover.batch.Batcher;
import io.drover.delivery.Destination;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The batches of one run that are still to be settled, for Camel's streaming Split. Used by one thread at a time.
 *
 * <p>It never throws what goes wrong with the file: an exception would end the split while batches are in flight.
 * Instead the run is broken off and the iteration ends.
 */
final class Batches implements Iterator<Batch> {
    private final Run run;
    private final Batcher batcher;
    private final Destination destination;
    private Optional<Batch> ahead = Optional.empty();
    private boolean ended;

    Batches(Run run, Batcher batcher, Destination destination) {
        this.run = run;
        this.batcher = batcher;
        this.destination = destination;
    }

    /** Reads one batch ahead, without a place in flight: Camel asks before it hands over the batch it already has. */
    @Override
    public boolean hasNext() {
        if (ahead.isEmpty() && !ended) {
            ahead = read();
            ended = ahead.isEmpty();
        }
        return ahead.isPresent();
    }

    /** Hands over the batch once there is a place in flight for it and the journal knows that it may be sent. */
    @Override
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("run " + run.id() + " has no further batch");
        }
        Batch batch = ahead.orElseThrow();
        ahead = Optional.empty();
        if (!destination.enter()) {
            // The batch goes on to the gate, which turns it away; so it is seen to be pending.
            ended = true;
        }
        run.aboutToSend(batch.id().number());
        return batch;
    }

    private Optional<Batch> read() {
        try {
            while (!destination.isStopped() && !run.isBroken()) {
                Optional<Batch> next = batcher.next();
                if (next.isEmpty()) {
                    run.readToTheEnd();
                    return next;
                }
                run.readBatch(next.get());
                if (!run.isSettled(next.get().id())) {
                    return next;
                }
            }
        } catch (IOException e) {
            run.breakOff("the file can't be read: " + e.getMessage());
        } catch (RuntimeException e) {
            run.breakOff("the file can't be read: " + e);
        }
        run.leavePending();
        return Optional.empty();
    }
}
