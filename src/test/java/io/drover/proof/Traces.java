package io.drover.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a proof leaves its traces, so that a failure can be looked at. */
final class Traces {
    private Traces() {}

    /** An empty folder of that name. */
    static Path empty(String name) throws IOException {
        Path folder = Path.of("target", "proof", name).toAbsolutePath();
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(folder)) {
                all = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
        return Files.createDirectories(folder);
    }
}
