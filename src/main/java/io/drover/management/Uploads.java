package io.drover.management;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where files stand while they come in over the network. */
final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private Uploads() {}

    static Path folder(Path state) {
        return state.resolve("uploads");
    }

    /** The folder, without what a crash left there. */
    static Path prepare(Path state) {
        Path folder = folder(state);
        try {
            Files.createDirectories(folder);
            try (Stream<Path> left = Files.list(folder)) {
                List<Path> parts =
                        left.filter(each -> each.toString().endsWith(".part")).toList();
                parts.forEach(Uploads::delete);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " can't be used", e);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Upload could not be deleted. file={} reason=\"{}\"", file, e.getMessage());
        }
    }
}
