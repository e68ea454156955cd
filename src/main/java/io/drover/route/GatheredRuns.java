package io.drover.route;

import io.drover.connection.Connection;
import io.drover.run.Bundle;
import io.drover.run.Gathering;
import io.drover.run.Run;
import io.drover.source.Claim;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs that wait for company or are under way in it. Safe for many threads. */
public final class GatheredRuns {
    private static final Logger LOG = LoggerFactory.getLogger(GatheredRuns.class);
    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Gathering gathering;
    private final Map<String, Going> going = new ConcurrentHashMap<>();
    /** Batches under way, by connection. */
    private final Map<String, Integer> underWay = new HashMap<>();

    /** Leaves to the next start what can't end here. */
    public GatheredRuns(Gathering gathering) {
        this.gathering = gathering;
    }

    void add(Run run) {
        going.put(run.id(), new Going(run, new CompletableFuture<>()));
    }

    /** Completes when nothing more is done for that run in this process. */
    public CompletableFuture<Void> ended(String run) {
        Going still = going.get(run);
        return still == null ? CompletableFuture.completedFuture(null) : still.ended();
    }

    /**
     * Waits until few enough batches are under way for one more to be gathered, so that memory is bounded.
     *
     * @return false when the process is stopping
     */
    synchronized boolean awaitRoom(Claim claim) throws InterruptedException {
        Optional<Connection> connection = gathering.connection(claim);
        while (connection.isPresent() && !gathering.isStopped(connection.get())) {
            int places = connection.get().limits().concurrency() + 1;
            if (underWay.getOrDefault(connection.get().name(), 0) < places) {
                return true;
            }
            wait(LOOK_AGAIN_MILLIS);
        }
        return connection.isEmpty();
    }

    synchronized void underWay(Bundle bundle) {
        underWay.merge(bundle.lead().connection().name(), 1, Integer::sum);
        bundle.runs()
                .forEach(run -> going.computeIfPresent(
                        run.id(), (id, waiting) -> waiting.run() == run ? waiting.moving() : waiting));
    }

    /** From here on the runs are ended one by one. */
    void ending(Bundle bundle) {
        bundle.runs()
                .forEach(run -> going.computeIfPresent(
                        run.id(), (id, moving) -> moving.run() == run ? moving.closing() : moving));
    }

    /** The batch is over, however it went. */
    void ended(Bundle bundle) {
        synchronized (this) {
            underWay.merge(bundle.lead().connection().name(), -1, Integer::sum);
            notifyAll();
        }
        bundle.runs().forEach(run -> abandon(run));
    }

    /** Takes the run out; one that nobody has ended is left to the next start. */
    void abandon(Run run) {
        Going left = going.get(run.id());
        // It may be under way once more already: that is another one's to end.
        if (left == null || left.run() != run || !going.remove(run.id(), left)) {
            return;
        }
        try {
            if (left.stage() != Stage.CLOSING) {
                gathering.abandon(run);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("Run can't be left to the next start in good order. run={}", run.id(), e);
        } finally {
            left.ended().complete(null);
        }
    }

    /** A stop: what still waits for company is left to the next start. */
    public void close() {
        List.copyOf(going.values()).stream()
                .filter(run -> run.stage() == Stage.WAITING)
                .forEach(run -> abandon(run.run()));
    }

    private enum Stage {
        WAITING,
        MOVING,
        CLOSING
    }

    private record Going(Run run, CompletableFuture<Void> ended, Stage stage) {
        Going(Run run, CompletableFuture<Void> ended) {
            this(run, ended, Stage.WAITING);
        }

        Going moving() {
            return new Going(run, ended, Stage.MOVING);
        }

        Going closing() {
            return new Going(run, ended, Stage.CLOSING);
        }
    }
}
