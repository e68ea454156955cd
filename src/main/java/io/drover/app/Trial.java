package io.drover.app;

import io.drover.config.Settings;
import io.drover.load.Load;
import io.drover.source.HomeFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A start that starts nothing: Camel loads the routes in a scratch home and is thrown away. */
final class Trial {
    private final Settings settings;
    private final Path directory;

    Trial(Settings settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
    }

    /** What would stop a start with these settings. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (Files.exists(settings.home())) {
            problems.addAll(new HomeFolders(settings.home()).prepare(settings.loads()));
        }
        try {
            Path scratch = Files.createTempDirectory("drover-validate-");
            try {
                problems.addAll(routeProblems(scratch));
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the routes can't be tried in the folder for temporary files", e);
        }
        return problems;
    }

    private List<String> routeProblems(Path scratch) {
        List<Load> loads =
                settings.loads().stream().map(load -> load.in(scratch)).toList();
        try (Workplace workplace = Workplace.open(settings.in(scratch, loads), directory, List.of())) {
            CamelEngine engine = workplace.engine(Watched.of(loads));
            try {
                engine.tryOut(workplace.catalog().senders(), Watched.of(loads));
            } finally {
                engine.stop();
            }
            return List.of();
        } catch (StartException e) {
            return e.problems();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : deepestFirst) {
            Files.deleteIfExists(entry);
        }
    }
}
