package io.drover.app;

import io.drover.delivery.Destination;
import io.drover.delivery.GateState;
import io.drover.journal.RunDiary;
import io.drover.load.Load;
import io.drover.management.LiveView;
import io.drover.route.RouteFiles;
import io.drover.run.FileTotal;
import io.drover.run.RunActivity;
import io.drover.source.InboxFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/** What can be seen of a process at work. */
final class Sight implements LiveView, AutoCloseable {
    private static final Duration NOTED = Duration.ofSeconds(2);

    private final LiveCatalog catalog;
    private final LiveWork work;
    private final RunActivity activity;
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1, new NamedThreads("diary"));
    private volatile Optional<Running> running = Optional.empty();

    private record Running(CamelEngine engine, RouteFiles files) {}

    Sight(LiveCatalog catalog, LiveWork work, RunDiary diary) {
        this.catalog = catalog;
        this.work = work;
        this.activity = new RunActivity(System::nanoTime, System::currentTimeMillis, diary);
        var unused =
                timer.scheduleWithFixedDelay(activity::note, NOTED.toMillis(), NOTED.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From now on there are routes to be seen. */
    void begin(CamelEngine engine, RouteFiles files) {
        running = Optional.of(new Running(engine, files));
    }

    RunActivity activity() {
        return activity;
    }

    @Override
    public RunActivity.Reading activity(String run) {
        return activity.of(run);
    }

    @Override
    public List<RunActivity.Attempt> attempts(String run, String batch) {
        return activity.attempts(run, batch);
    }

    @Override
    public Optional<FileTotal> total(String run) {
        return activity.total(run);
    }

    @Override
    public GateState gate(String connection) {
        return catalog.destination(connection)
                .map(Destination::gate)
                .<GateState>map(each -> each.state())
                .orElseGet(GateState.Open::new);
    }

    @Override
    public List<Inbox> inboxes() {
        List<Inbox> inboxes = new ArrayList<>();
        for (Load load : catalog.loads()) {
            List<Path> files = files(load);
            Optional<Instant> oldest = files.stream().map(Sight::changed).min(Instant::compareTo);
            inboxes.add(new Inbox(
                    load.name(), files.size(), oldest, work.waits(load.name()).orElse("")));
        }
        return inboxes;
    }

    /** The files that the load would take. */
    private static List<Path> files(Load load) {
        try (Stream<Path> all = Files.list(load.inbox())) {
            return all.filter(file -> InboxFilter.includes(load, file))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException | UncheckedIOException gone) {
            return List.of();
        }
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.now();
        }
    }

    @Override
    public List<RouteFile> routes() {
        return running.map(Sight::routes).orElseGet(List::of);
    }

    private static List<RouteFile> routes(Running at) {
        CamelContext context = at.engine().context();
        List<RouteFile> routes = new ArrayList<>();
        for (String id : RouteFiles.OURS) {
            List<LiveView.Running> made = context.getRoutes().stream()
                    .map(Route::getId)
                    .filter(route -> route.equals(id) || (isTemplate(id) && route.startsWith(id + "-")))
                    .sorted()
                    .map(route -> running(context, route))
                    .toList();
            routes.add(new RouteFile(id, at.files().replaces(id), at.files().text(id), made));
        }
        return routes;
    }

    private static boolean isTemplate(String id) {
        return id.equals("attempt") || id.equals("pick-up");
    }

    private static LiveView.Running running(CamelContext context, String route) {
        String state = context.getRouteController().getRouteStatus(route).name().toLowerCase(java.util.Locale.ROOT);
        return new LiveView.Running(
                route, state, context.getInflightRepository().size(route));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        activity.note();
    }
}
