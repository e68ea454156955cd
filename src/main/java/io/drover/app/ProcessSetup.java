package io.drover.app;

import io.drover.cli.Management;
import io.drover.cli.RefusedException;
import io.drover.cli.Rehearsal;
import io.drover.cli.Session;
import io.drover.cli.Setup;
import io.drover.cli.Standings;
import io.drover.config.LogLevel;
import io.drover.config.Problem;
import io.drover.config.Settings;
import io.drover.config.SettingsProblems;
import io.drover.connection.Connection;
import io.drover.load.Load;
import io.drover.route.RouteFiles;
import io.drover.run.RunListener;
import io.drover.run.RunLog;
import io.drover.source.HomeFolders;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One configuration that was read. */
final class ProcessSetup implements Setup {
    private final Settings settings;
    private final Path directory;
    private final LogLevel level;

    ProcessSetup(Settings settings, Path directory, LogLevel level) {
        this.settings = settings;
        this.directory = directory;
        this.level = level;
    }

    @Override
    public HomeFolders home() {
        return new HomeFolders(settings.home());
    }

    @Override
    public List<Load> loads() {
        return settings.loads();
    }

    @Override
    public List<Connection> connections() {
        return settings.connections();
    }

    @Override
    public Load load(String name) {
        try {
            return settings.requireLoad(name);
        } catch (SettingsProblems e) {
            throw unusable("load " + name).orElseGet(() -> ProcessDesk.refused(e));
        }
    }

    /** There is one, but not as it must be; with why, also where its connection is at fault. */
    private Optional<RefusedException> unusable(String what) {
        List<String> said = warnings();
        return said.stream().anyMatch(warning -> warning.startsWith(what + " "))
                ? Optional.of(new RefusedException(said))
                : Optional.empty();
    }

    @Override
    public Connection connection(String name) {
        return settings.connection(name)
                .orElseThrow(() -> unusable("connection " + name)
                        .orElseGet(() -> new RefusedException("the connection must be one of "
                                + settings.connections().stream()
                                        .map(Connection::name)
                                        .toList() + ", but was " + name)));
    }

    @Override
    public List<String> warnings() {
        return settings.warnings().stream().map(Problem::toString).toList();
    }

    @Override
    public List<String> startProblems() {
        return new Trial(settings, directory).problems();
    }

    @Override
    public Management management() {
        try {
            return HomeManagement.open(settings, directory);
        } catch (StartException e) {
            throw new RefusedException(e.problems());
        }
    }

    @Override
    public Standings standings() {
        return new HomeStandings(home().state());
    }

    @Override
    public boolean hasOwnRoute(String id) {
        return new RouteFiles(directory.resolve("routes")).replaces(id);
    }

    @Override
    public Rehearsal rehearse(Load load) {
        return start(() -> TransformRehearsal.start(settings, directory, load));
    }

    @Override
    public Session watch() {
        return new ProcessSession(start(() -> Drover.watch(settings, directory, List.of(new RunLog()))));
    }

    @Override
    public Session idle(RunListener listener) {
        boolean logged = level.compareTo(LogLevel.INFO) >= 0;
        return new ProcessSession(start(
                () -> Drover.idle(settings, directory, logged ? List.of(listener, new RunLog()) : List.of(listener))));
    }

    private static <T> T start(Supplier<T> starting) {
        try {
            return starting.get();
        } catch (StartException e) {
            throw new RefusedException(e.problems());
        }
    }
}
