package io.drover.app;

import io.drover.config.Settings;
import io.drover.load.Load;
import io.drover.source.HomeFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        Path scratch = Scratch.create();
        try {
            problems.addAll(routeProblems(scratch));
        } finally {
            Scratch.delete(scratch);
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
}
