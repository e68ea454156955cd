package io.drover.proof;

import io.drover.proof.check.Hashes;
import io.drover.proof.check.Sightings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes down what is seen on the way: final names the moment they appear, and what others tell it. */
final class Watcher implements AutoCloseable {
    private static final long EVERY_MILLIS = 50;

    private final Site site;
    private final Set<String> seen = new HashSet<>();
    private final Thread thread = new Thread(this::work, "watcher");
    private volatile boolean closed;
    private volatile Optional<IOException> failure = Optional.empty();

    Watcher(Site site) {
        this.site = site;
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        try {
            while (!closed) {
                look();
                DroverProcess.rest(EVERY_MILLIS);
            }
            look();
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }

    private void look() throws IOException {
        for (Path file : Site.visible(site.results())) {
            String name = String.valueOf(file.getFileName());
            if (seen.add(name)) {
                try {
                    byte[] bytes = Files.readAllBytes(file);
                    note(new Sightings.Final(System.currentTimeMillis(), name, bytes.length, Hashes.sha256(bytes))
                            .line());
                } catch (NoSuchFileException e) {
                    note(new Sightings.Final(System.currentTimeMillis(), name, -1, "").line());
                }
            }
        }
    }

    void note(String line) throws IOException {
        note(List.of(line));
    }

    synchronized void note(List<String> lines) throws IOException {
        Files.write(site.sightings(), lines, StandardOpenOption.APPEND);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failure.ifPresent(cause -> {
            throw new UncheckedIOException("results can't be watched", cause);
        });
    }
}
