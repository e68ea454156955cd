package io.drover.app;

import io.drover.config.Settings;
import io.drover.connection.Connection;
import io.drover.connection.store.Secrets;
import io.drover.delivery.ConnectionCheck;
import io.drover.delivery.Deadlines;
import io.drover.delivery.Destination;
import io.drover.delivery.Gate;
import io.drover.delivery.RefreshTokens;
import io.drover.delivery.Tokens;
import io.drover.journal.HomeLock;
import io.drover.journal.Journal;
import io.drover.load.Load;
import io.drover.response.PathEngine;
import io.drover.route.Attempt;
import io.drover.route.CamelJsonPath;
import io.drover.route.Company;
import io.drover.route.GatherFiles;
import io.drover.route.GatheredRuns;
import io.drover.route.HttpComponents;
import io.drover.route.PickUp;
import io.drover.route.RouteFiles;
import io.drover.route.Steps;
import io.drover.route.TransformRecord;
import io.drover.run.Gathering;
import io.drover.run.Run;
import io.drover.run.RunListener;
import io.drover.run.RunListeners;
import io.drover.run.Runs;
import io.drover.run.Settler;
import io.drover.source.Claim;
import io.drover.source.Claiming;
import io.drover.source.Claims;
import io.drover.source.HomeFolders;
import io.drover.source.RunIds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.processor.aggregate.AggregateController;
import org.apache.camel.processor.aggregate.DefaultAggregateController;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The home folder and everything that works in it, made with plain {@code new}, except Camel. */
final class Workplace implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workplace.class);
    private static final Clock CLOCK = Clock.systemUTC();

    /** After a stop: the time for answers that are on their way, so that their batches need not be sent again. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(3);

    private final Settings settings;
    private final Path directory;
    private final HomeFolders home;
    private final HomeLock lock;
    private final Journal journal;
    private final Settler settler;
    private final Claims claims;
    private final HttpComponents http;
    private final RefreshTokens refreshTokens;
    private final LiveCatalog catalog;
    private final Managed managed;
    private final List<RunListener> listeners;
    private final ExecutorService threads = new WorkThreads(Breakdown::end);
    private final CamelTemplates templates = new CamelTemplates();
    private @Nullable Gathering gathering;
    private @Nullable GatheredRuns gathered;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Workplace(
            Settings settings, Path directory, HomeLock lock, StateFolder state, List<RunListener> listeners) {
        this.settings = settings;
        this.directory = directory;
        this.home = new HomeFolders(settings.home());
        this.lock = lock;
        this.journal = state.journal();
        this.settler = new Settler(journal);
        this.claims = new Claims(
                home, new RunIds(CLOCK, () -> ThreadLocalRandom.current().nextInt()));
        Deadlines deadlines = Deadlines.start();
        String userAgent = "Drover/" + Version.TEXT;
        this.http = new HttpComponents(deadlines, userAgent);
        Secrets secrets = StoredDefinitions.secrets(settings, state.store());
        this.refreshTokens = new RefreshTokens(new KeptRefreshTokens(secrets, CLOCK));
        this.catalog = new LiveCatalog(this::atWork);
        this.managed = new Managed(
                settings,
                new Managed.Kept(state.store(), secrets, journal, claims, state.diary()),
                catalog,
                new ConnectionCheck(deadlines, refreshTokens, CLOCK, userAgent, ResponseCheck.engine()),
                CLOCK);
        this.listeners = listeners;
    }

    /**
     * Takes the home folder.
     *
     * @throws StartException when it can't be used, or another process has it
     */
    static Workplace open(Settings settings, Path directory, List<RunListener> listeners) {
        HomeFolders home = new HomeFolders(settings.home());
        List<String> problems = new ArrayList<>(home.prepare(settings.loads()));
        problems.addAll(new RouteFiles(directory.resolve("routes")).problems());
        problems.addAll(ResponseCheck.problems(settings.connections()));
        if (!problems.isEmpty()) {
            throw new StartException(problems);
        }
        HomeLock lock;
        try {
            lock = HomeLock.take(home.state(), CLOCK.instant());
        } catch (IOException e) {
            throw new StartException(List.of(String.valueOf(e.getMessage())), e);
        }
        try {
            return new Workplace(settings, directory, lock, StateFolder.open(home.state()), listeners);
        } catch (RuntimeException e) {
            release(lock);
            throw new StartException(List.of(String.valueOf(e.getMessage())), e);
        }
    }

    private Destination atWork(Sender sender) {
        Connection connection = sender.connection();
        Duration longestAttempt =
                connection.limits().connectTimeout().plus(connection.limits().responseTimeout());
        Gate gate = new Gate(connection.limits().rate(), connection.redelivery(), longestAttempt, System::nanoTime);
        Optional<Tokens> tokens = new SenderTokens(templates, refreshTokens).of(sender);
        return new Destination(
                connection.name(),
                sender.route(),
                gate,
                tokens,
                connection.limits().concurrency());
    }

    /** Camel with the routes and the beans they call. */
    CamelEngine engine(Watched watched) {
        Map<String, String> properties = new HashMap<>(settings.others());
        properties.put("drover.deliver-to", settings.deliverTo());
        RouteFiles files = new RouteFiles(directory.resolve("routes"));
        CamelEngine engine = new CamelEngine(files, http, properties);
        Inboxes inboxes = managed.inboxes();
        for (Load load : watched.loads()) {
            inboxes.put(load);
            engine.bind("inbox-" + load.name(), inboxes.door(load.name()));
        }
        // Camel's context exists only once Camel starts, which is before the first path is compiled.
        PathEngine paths = expression -> new CamelJsonPath(engine.context()).compile(expression);
        List<RunListener> all = new ArrayList<>(listeners);
        all.add(managed.work());
        all.add(managed.checks());
        all.add(managed.sight().activity());
        RunListener listener = new RunListeners(all);
        Run.Workshop workshop = new Run.Workshop(journal, settler, paths, listener);
        // Read before any inbox is watched: a claim that is just being made looks like one that a crash cut short.
        List<Claim> pending = watched.isWatching() ? managed.work().toGoOnWith(pending()) : List.of();
        Steps steps = new Steps(engine::bind);
        TransformRecord transform = transformRecord();
        Runs runs = new Runs(home, catalog, workshop, CLOCK);
        Gathering together = new Gathering(runs, catalog, workshop);
        gathering = together;
        gathered = new GatheredRuns(together);
        AggregateController groups = new DefaultAggregateController();
        Company company = new Company(together, gathered, groups, System::nanoTime);
        steps.pickUp(new PickUp(claims, catalog, inboxes::filter, () -> together.order(pending)));
        steps.gather(new GatherFiles(together, gathered, company, transform), company, groups);
        Attempt attempt = new Attempt(CLOCK, System::nanoTime, files.replaces(Attempt.DOOR));
        steps.run(runs, transform, attempt);
        engine.bind("batchThreads", threads);
        engine.bind("runThreads", threads);
        templates.of(engine);
        managed.sight().begin(engine, files);
        managed.drafter().begin(paths);
        return engine;
    }

    TransformRecord transformRecord() {
        boolean own = new RouteFiles(directory.resolve("routes")).replaces(TransformRecord.ID);
        return new TransformRecord(own, templates::template);
    }

    LiveCatalog catalog() {
        return catalog;
    }

    Managed managed() {
        return managed;
    }

    HomeFolders home() {
        return home;
    }

    /** Runs something in the background. */
    void inBackground(Runnable job) {
        threads.execute(job);
    }

    Journal journal() {
        return journal;
    }

    /** The claims to be gone on with together with this one, itself among them. */
    List<Claim> together(Claim claim) {
        return gathering == null || !gathering.hasCompany(claim)
                ? List.of(claim)
                : gathering.together(claim, pending());
    }

    /** Returns when nothing more is done for that run in this process. */
    void awaitEnd(Claim claim) {
        if (gathered != null) {
            gathered.ended(claim.run()).join();
        }
    }

    /** Leaves to the next start what waits for company. */
    void stopGathering() {
        if (gathered != null) {
            gathered.close();
        }
    }

    /** Takes a private copy of the file. */
    Claim claim(Load load, Path file) throws IOException {
        Claiming claiming = claims.copy(load, file);
        if (claiming instanceof Claiming.Taken taken) {
            return taken.claim();
        }
        throw new IOException(((Claiming.LeftAlone) claiming).reason());
    }

    /** Fails when what a run needs can't be written now. */
    void proveDisk() throws IOException {
        home.prove(catalog.loads());
        journal.prove();
    }

    /** What earlier processes left in processing/, with what can't be understood told to the log. */
    List<Claim> pending() {
        return Unfinished.pending(home, journal);
    }

    /**
     * From now on nothing is sent; whoever waits to send wakes up and leaves its batch pending. A request that is not
     * answered soon is broken off.
     */
    void stopSending() {
        managed.work().stop();
        catalog.destinations().forEach(Destination::stop);
        if (stopping.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(http::breakOff);
        }
    }

    boolean isStopping() {
        return catalog.destinations().stream().anyMatch(Destination::isStopped);
    }

    @Override
    public void close() {
        stopSending();
        threads.shutdown();
        settler.close();
        managed.close();
        journal.close();
        release(lock);
    }

    private static void release(HomeLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("The home folder's lock could not be given back; it ends with the process.", e);
        }
    }
}
