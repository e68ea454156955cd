package io.drover.app;

import io.drover.config.Settings;
import io.drover.config.SettingsSource;
import io.drover.result.Summary;
import io.drover.run.RunLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The process entry point. */
public final class Main {
    private Main() {}

    /** Starts the command named by the arguments. */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of("");
        Settings settings =
                SettingsSource.inDirectory(directory, System.getenv()).read();
        try (Drover drover = Drover.idle(settings, directory, List.of(new RunLog()))) {
            Optional<Summary> summary = drover.load(Path.of(args[0]), settings.requireLoad(args[1]), false);
            System.out.println(summary.map(Summary::toJson).orElse("nothing"));
        }
    }
}
