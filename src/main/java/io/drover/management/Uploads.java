package io.drover.management;

import io.drover.connection.store.SavedLoad;
import io.drover.management.Operation.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that come in over the network: where they stand meanwhile, what they may be called. */
final class Uploads {
    private static final int LONGEST_NAME = 200;
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

    static Path file(Call call) {
        return call.request()
                .upload()
                .orElseThrow(() -> Refusal.field("", "the body must be the file, but is missing"));
    }

    static String fileName(Call call) {
        String name = call.request()
                .parameter("name")
                .orElseThrow(() -> Refusal.field("name", "must be the file's name, but is missing"));
        return plainName(name);
    }

    /** What no inbox would take, nobody may send. */
    static void checkName(Work work, SavedLoad load, String name) {
        work.nameProblem(load.name(), name).ifPresent(problem -> {
            throw Refusal.field("name", problem + ", but was " + Bodies.quoted(name));
        });
    }

    static String plainName(String name) {
        boolean plain = !name.isEmpty()
                && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
                && !name.startsWith(".")
                && name.chars().noneMatch(each -> each < ' ' || "/\\:".indexOf(each) >= 0);
        if (!plain) {
            throw Refusal.field(
                    "name",
                    "must be a plain file name of at most " + LONGEST_NAME + " bytes, without folders, but was "
                            + Bodies.quoted(name));
        }
        return name;
    }
}
