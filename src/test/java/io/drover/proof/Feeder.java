package io.drover.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Drops files as long as there is room in the inbox; some by rename, some under the eyes of who takes them. */
final class Feeder implements AutoCloseable {
    private static final int PARTS = 5;

    private final Site site;
    private final long seed;
    private final int largest;
    private final int waiting;
    private final Map<String, Integer> dropped = new ConcurrentSkipListMap<>();
    private final Thread thread = new Thread(this::work, "feeder");
    private volatile Optional<String> writing = Optional.empty();
    private volatile boolean closed;
    private final AtomicLong records = new AtomicLong();
    private volatile Optional<IOException> failure = Optional.empty();

    /**
     * Starts to drop them.
     *
     * @param largest most records in a file
     * @param waiting how many files wait in the inbox at a time
     */
    Feeder(Site site, long seed, int largest, int waiting) {
        this.site = site;
        this.seed = seed;
        this.largest = largest;
        this.waiting = waiting;
        thread.setDaemon(true);
        thread.start();
    }

    /** Whole files by name, with their records. */
    Map<String, Integer> dropped() {
        return dropped;
    }

    long records() {
        return records.get();
    }

    /** The file that is being written just now. */
    Optional<String> writing() {
        return writing;
    }

    private void work() {
        SplittableRandom random = new SplittableRandom(seed);
        try {
            for (int number = 1; !closed; number++) {
                while (site.waiting().size() >= waiting && !closed) {
                    DroverProcess.rest(20);
                }
                Input input = Input.of(seed, number, 1 + random.nextInt(largest));
                if (number % 3 == 0) {
                    write(input);
                } else {
                    site.drop(input);
                }
                dropped.put(input.name(), input.records());
                records.addAndGet(input.records());
            }
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }

    /** Writes it in parts where it will be taken. */
    private void write(Input input) throws IOException {
        Files.write(site.inputs().resolve(input.name()), input.bytes());
        writing = Optional.of(input.name());
        Path file = site.inbox().resolve(input.name());
        int length = input.bytes().length;
        for (int part = 0; part < PARTS; part++) {
            int from = length * part / PARTS;
            int to = length * (part + 1) / PARTS;
            Files.write(
                    file,
                    java.util.Arrays.copyOfRange(input.bytes(), from, to),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            DroverProcess.rest(100);
        }
        writing = Optional.empty();
    }

    /** Ends with the file that it is at. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failure.ifPresent(cause -> {
            throw new UncheckedIOException("no file can be dropped", cause);
        });
    }
}
