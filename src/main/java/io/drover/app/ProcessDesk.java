package io.drover.app;

import io.drover.cli.Desk;
import io.drover.cli.RefusedException;
import io.drover.cli.Setup;
import io.drover.config.LogLevel;
import io.drover.config.Problem;
import io.drover.config.Settings;
import io.drover.config.SettingsProblems;
import io.drover.config.SettingsSource;
import io.drover.response.PathEngine;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Configurations of this process, for the commands. */
final class ProcessDesk implements Desk {
    private final Path directory;
    private final Map<String, String> environment;

    ProcessDesk(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Setup open(Optional<Path> file, boolean display) {
        SettingsSource source = file.map(named -> SettingsSource.ofFile(directory, named, environment))
                .orElseGet(() -> SettingsSource.inDirectory(directory, environment));
        return setup(source, directory, display);
    }

    @Override
    public Setup openOwn(Path file) {
        Path folder = file.toAbsolutePath().resolveSibling("");
        return setup(SettingsSource.ofFile(folder, file, Map.of()), folder, true);
    }

    private static Setup setup(SettingsSource source, Path directory, boolean display) {
        try {
            Settings ofFile = source.read();
            LogLevel level = Logging.start(ofFile, display);
            return new ProcessSetup(StoredDefinitions.added(ofFile), directory, level);
        } catch (StartException e) {
            throw new RefusedException(e.problems());
        } catch (SettingsProblems e) {
            throw refused(e);
        }
    }

    static RefusedException refused(SettingsProblems problems) {
        return new RefusedException(
                problems.problems().stream().map(Problem::toString).toList());
    }

    @Override
    public PathEngine paths() {
        return ResponseCheck.engine();
    }

    @Override
    public String version() {
        return Version.TEXT;
    }
}
