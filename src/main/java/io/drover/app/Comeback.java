package io.drover.app;

import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.run.DiskTrouble;
import io.drover.run.Run;
import io.drover.run.RunListener;
import io.drover.source.Claim;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on by itself with runs that a disk has ended: one that was full may have space again. A run is opened from what is
 * recorded, as after a crash, so nothing that failed to be written is taken to be there.
 */
final class Comeback implements RunListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Comeback.class);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new NamedThreads("comeback"));
    /** Run to how long it waits the next time. */
    private final Map<String, Duration> waits = new ConcurrentHashMap<>();

    private volatile Disk disk = () -> {};
    private volatile Consumer<String> runs = run -> {};

    /** Where runs are kept. */
    interface Disk {
        /**
         * Tries it.
         *
         * @throws IOException when what a run needs can't be written
         */
        void prove() throws IOException;
    }

    /** From now on runs come back this way, once the disk is well. */
    void begin(Disk proven, Consumer<String> goingOn) {
        disk = proven;
        runs = goingOn;
    }

    @Override
    public void settled(Run run, BatchId batch, Tally tally) {
        waits.remove(run.id());
    }

    @Override
    public void suspended(Run run, String reason) {
        if (run.ending().isDiskFailed()) {
            later(run.id());
        }
    }

    @Override
    public void failed(Claim claim, Exception cause) {
        if (DiskTrouble.isBehind(cause)) {
            later(claim.run());
        }
    }

    private void later(String run) {
        Duration wait = waits.getOrDefault(run, FIRST);
        Duration twice = wait.multipliedBy(2);
        waits.put(run, twice.compareTo(LONGEST) < 0 ? twice : LONGEST);
        if (!thread.isShutdown()) {
            LOG.warn("Run waits for the disk and is tried again. run={} seconds={}", run, wait.toSeconds());
            var next = thread.schedule(() -> tryAgain(run), wait.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("Run will come back. run={} cancelled={}", run, next.isCancelled());
        }
    }

    /** Sending what could not be recorded would only repeat requests, so the disk is tried first. */
    private void tryAgain(String run) {
        try {
            disk.prove();
        } catch (IOException | RuntimeException e) {
            LOG.warn("Disk can't be used. reason=\"{}\"", e.getMessage());
            later(run);
            return;
        }
        runs.accept(run);
    }

    @Override
    public void close() {
        var waiting = thread.shutdownNow();
        LOG.debug("Runs wait for the next start. count={}", waiting.size());
    }
}
