package io.drover.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A home folder for a start that leaves nothing behind. */
final class Scratch {
    private Scratch() {}

    static Path create() {
        try {
            return Files.createTempDirectory("drover-scratch-");
        } catch (IOException e) {
            throw new UncheckedIOException("the routes can't be tried in the folder for temporary files", e);
        }
    }

    /** Deletes the folder; one that is gone already is no problem. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            List<Path> deepestFirst;
            try (Stream<Path> all = Files.walk(folder)) {
                deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path entry : deepestFirst) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the scratch folder " + folder + " can't be deleted", e);
        }
    }
}
