package io.drover.run;

import io.drover.batch.Batch;
import io.drover.batch.BatchReader;
import io.drover.delivery.Destination;
import java.io.IOException;
import java.util.Optional;

/**
 * The batches of one run that are still to be settled, in the order of the file as far as the load's ordering asks for
 * it. Safe for every lane of the run.
 *
 * <p>It never throws what goes wrong with the file: an exception would end the split while batches are in flight.
 * Instead the run is broken off and the batches end.
 */
final class Batches {
    private final Run run;
    private final BatchReader reader;
    private final Destination destination;
    private final KeyOrder order = new KeyOrder();
    private boolean ended;
    /** The first batch goes alone: what it is met by may be true of all. */
    private boolean firstInFlight;

    private boolean firstEnded;
    /** Grows whenever a batch has ended. */
    private long changes;

    Batches(Run run, BatchReader reader, Destination destination) {
        this.run = run;
        this.reader = reader;
        this.destination = destination;
    }

    /**
     * The next batch, once there is a place in flight for it, no earlier batch holds it back and the journal knows that
     * it may be sent. Whoever takes it gives the place back by {@link Destination#leave}, then tells {@link #ended}.
     *
     * @return empty at the end of the file, and when the run can't go on
     */
    Optional<Batch> take() {
        while (destination.enter(run.ending()::isHalted)) {
            Taken taken = next();
            if (taken.batch.isPresent()) {
                return taken.batch;
            }
            // Who waits for a batch of this run must not keep a place from other runs.
            destination.leave();
            if (taken.last || !awaitChangeSince(taken.changes)) {
                return Optional.empty();
            }
        }
        run.leavePending();
        return Optional.empty();
    }

    /** The batch is settled, or left pending. */
    synchronized void ended(Batch batch) {
        order.ended(batch);
        firstEnded = true;
        changes++;
        notifyAll();
    }

    private synchronized Taken next() {
        try {
            while (!run.ending().isHalted()) {
                if (firstInFlight && !firstEnded) {
                    return new Taken(Optional.empty(), changes, false);
                }
                Optional<Batch> ready = order.take();
                if (ready.isPresent()) {
                    run.aboutToSend(ready.get().id().number());
                    firstInFlight = true;
                    return new Taken(ready, changes, false);
                }
                if (ended || !order.hasRoom()) {
                    return new Taken(Optional.empty(), changes, order.isEmpty());
                }
                read();
            }
        } catch (IOException | RuntimeException e) {
            run.ending().unreadable(e);
        }
        return new Taken(Optional.empty(), changes, true);
    }

    private void read() throws IOException {
        Optional<Batch> next = reader.next();
        if (next.isEmpty()) {
            ended = true;
            run.readToTheEnd();
            return;
        }
        run.readBatch(next.get());
        if (!run.isBroken() && !run.earlier().isSettled(next.get().id())) {
            order.add(next.get());
        }
    }

    /** Whoever waits does so for a batch in flight, which always ends: settled, or pending because of a stop. */
    private synchronized boolean awaitChangeSince(long seen) {
        try {
            while (changes == seen) {
                wait();
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            run.leavePending();
            return false;
        }
    }

    /** A batch, or none: for now, or because there is no further one. */
    private record Taken(Optional<Batch> batch, long changes, boolean last) {}
}
