package io.drover.app;

import io.drover.connection.store.Store;
import io.drover.journal.Journal;
import io.drover.journal.RunDiary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets runs and events that are over for long, so that the state folder does not grow for ever. A run with something
 * left in {@code processing/} is remembered: what its row says of it is all that keeps it from being loaded twice.
 */
final class History implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final Duration MOST_BETWEEN = Duration.ofHours(1);
    private static final int AT_ONCE = 200;

    private final Journal journal;
    private final Store store;
    private final RunDiary diary;
    private final Path processing;
    private final Duration remembered;
    private final Clock clock;
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1, new NamedThreads("history"));

    History(Managed.Kept kept, Path processing, Duration remembered, Clock clock) {
        this.journal = kept.journal();
        this.store = kept.store();
        this.diary = kept.diary();
        this.processing = processing;
        this.remembered = remembered;
        this.clock = clock;
    }

    /** From now on forgets by itself. */
    void start() {
        Duration often = remembered.dividedBy(10);
        Duration between = often.compareTo(MOST_BETWEEN) < 0 ? often : MOST_BETWEEN;
        var unused = timer.scheduleWithFixedDelay(this::look, 0, between.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            forget();
        } catch (IOException | RuntimeException e) {
            // What it throws would end the schedule.
            LOG.warn("History could not be tidied; it is tried again. reason=\"{}\"", e.getMessage());
        }
    }

    void forget() throws IOException {
        Instant now = clock.instant();
        Instant before = now.minus(remembered);
        Set<String> left = inProcessing();
        int forgotten = 0;
        int last;
        do {
            last = journal.forget(before, left, AT_ONCE);
            forgotten += last;
        } while (last == AT_ONCE);
        store.forget(before);
        diary.tidy(now, remembered);
        if (forgotten > 0) {
            LOG.info("Old runs were forgotten. runs={} ended_before={}", forgotten, before);
        }
    }

    private Set<String> inProcessing() throws IOException {
        try (Stream<Path> all = Files.list(processing)) {
            return all.map(path -> String.valueOf(path.getFileName())).collect(Collectors.toSet());
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            // It works on what is closed next.
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("History is still being tidied.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
