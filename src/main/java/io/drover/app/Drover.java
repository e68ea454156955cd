package io.drover.app;

import io.drover.config.Settings;
import io.drover.connection.store.StoreException;
import io.drover.journal.RunEntry;
import io.drover.load.Load;
import io.drover.management.Access;
import io.drover.management.ApiServer;
import io.drover.management.ManagementException;
import io.drover.management.ManagementServer;
import io.drover.metrics.BrokenRuns;
import io.drover.metrics.DroverHealth;
import io.drover.metrics.RunMetrics;
import io.drover.result.Summary;
import io.drover.route.GatherFiles;
import io.drover.run.RunListener;
import io.drover.source.Claim;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Drover at work in its home folder, from start to close. */
public final class Drover implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Drover.class);

    private final Workplace workplace;
    private final CamelEngine engine;
    private Ports ports = new Ports(0, 0);
    private Optional<String> firstToken = Optional.empty();
    private Optional<LiveRoutes> routes = Optional.empty();
    private Optional<LocalDoor> local = Optional.empty();
    private Optional<Comeback> comeback = Optional.empty();

    private Drover(Workplace workplace, CamelEngine engine) {
        this.workplace = workplace;
        this.engine = engine;
    }

    /**
     * Goes on with every unfinished run, then watches every load's inbox until it is closed.
     *
     * @param directory the working directory, where {@code routes/} may stand
     * @throws StartException when it can't start as it is configured
     */
    public static Drover watch(Settings settings, Path directory, List<RunListener> listeners) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        BrokenRuns broken = new BrokenRuns();
        Comeback comeback = new Comeback();
        List<RunListener> all = Stream.concat(listeners.stream(), Stream.of(new RunMetrics(registry), broken, comeback))
                .toList();
        Workplace workplace = Workplace.open(settings, directory, all);
        comeback.begin(workplace::proveDisk, run -> workplace.managed().work().comeBack(run));
        Drover drover = start(workplace, Watched.of(workplace.catalog().loads()));
        drover.comeback = Optional.of(comeback);
        try {
            drover.manage(
                    settings,
                    new ManagementServer.Observed(
                            registry, new DroverHealth(drover.workplace.catalog()::destinations, broken)));
            return drover;
        } catch (ManagementException | StoreException e) {
            drover.close();
            throw new StartException(List.of(String.valueOf(e.getMessage())), e);
        }
    }

    /** Opens the ports. After the routes: files need not wait for them. */
    private void manage(Settings settings, ManagementServer.Observed observed) {
        Managed managed = workplace.managed();
        LiveRoutes live =
                new LiveRoutes(engine, managed.inboxes(), managed.work(), workplace.home(), workplace.catalog());
        routes = Optional.of(live);
        live.begin();
        managed.definitions().takeEffectIn(live);
        managed.secrets().prepare();
        Access access = managed.access();
        firstToken = access.firstToken();
        int managementPort = ManagementServer.open(
                engine.context(), settings.serverHost(), settings.managementPort(), observed, access);
        Path state = workplace.home().state();
        int port = ApiServer.open(
                engine.context(),
                settings.serverHost(),
                settings.serverPort(),
                managed.api(access, workplace.home()),
                state);
        local = Optional.of(LocalDoor.open(state, settings.serverHost(), port, access));
        ports = new Ports(port, managementPort);
        managed.checks().start();
        managed.newTables().start();
        managed.history().start();
    }

    /** Starts without watching anything: what is to be loaded is named by {@link #load}. */
    public static Drover idle(Settings settings, Path directory, List<RunListener> listeners) {
        return start(Workplace.open(settings, directory, listeners), Watched.NOTHING);
    }

    private static Drover start(Workplace workplace, Watched watched) {
        try {
            CamelEngine engine = workplace.engine(watched);
            engine.start(workplace.catalog().senders(), watched);
            Managed managed = workplace.managed();
            managed.inboxes().holdBack(load -> managed.work().waits(load).isPresent());
            Drover drover = new Drover(workplace, engine);
            managed.work().begin(claim -> workplace.inBackground(() -> drover.run(claim)));
            return drover;
        } catch (RuntimeException e) {
            workplace.close();
            throw e;
        }
    }

    /** Works on a claim, with those it belongs to; what goes wrong is told by the route. */
    private void run(Claim claim) {
        try {
            List<Claim> together = workplace.together(claim);
            for (Claim one : together) {
                var told = work(one, one.equals(together.get(together.size() - 1)));
                LOG.debug("Run was handed over. run={} failed={}", one.run(), told.isPresent());
            }
        } catch (IOException e) {
            LOG.warn("Camel's template could not be closed. reason=\"{}\"", e.getMessage());
        }
    }

    /** The ports of management API and of health and metrics, as they are. */
    public record Ports(int server, int management) {}

    /** Where it can be reached; zero where it is not. */
    public Ports ports() {
        return ports;
    }

    /** Where a browser of this machine finds console and management API; empty where they are not served. */
    public Optional<URI> console() {
        return local.map(door -> door.address().root());
    }

    /** The token that this start made, to be shown once. */
    public Optional<String> firstToken() {
        return firstToken;
    }

    /** Why a load can't deliver to the account it names; looks for the accounts if nobody has. */
    Optional<String> accountProblem(Load load) {
        return workplace
                .managed()
                .accounts()
                .problemNow(load, "load")
                .map(problem -> "the account of load " + load.name() + " " + problem);
    }

    /**
     * Loads one file and waits until its run has ended.
     *
     * @param again load it although its content was loaded before
     * @return empty when the file was rejected or the run stopped with records pending
     * @throws IOException when the file can't be read
     */
    public Optional<Summary> load(Path file, Load load, boolean again) throws IOException {
        Claim claim = workplace.claim(load, file);
        if (again) {
            workplace.catalog().allowRepeat(claim.run());
        }
        return goOn(claim);
    }

    /** The claim of an unfinished run of this content, which an earlier process left. */
    Optional<Claim> unfinished(Load load, Path file) throws IOException {
        return Unfinished.find(workplace.pending(), load, file);
    }

    /** Loads what was claimed, or the rest of it; as {@link #load}. */
    Optional<Summary> goOn(Claim claim) throws IOException {
        List<Claim> together = workplace.together(claim);
        for (Claim one : together) {
            Optional<Exception> failure = work(one, one.equals(together.get(together.size() - 1)));
            if (failure.isPresent()) {
                if (workplace.isStopping()) {
                    return Optional.empty();
                }
                throw new IOException(
                        "run " + one.run() + " stopped: " + failure.get().getMessage(), failure.get());
            }
        }
        workplace.awaitEnd(claim);
        return workplace.journal().run(claim.run()).flatMap(RunEntry::summary).map(Summary::parse);
    }

    private Optional<Exception> work(Claim claim, boolean last) throws IOException {
        try (ProducerTemplate template = engine.context().createProducerTemplate()) {
            Exchange exchange = template.request("direct:gather-files", in -> {
                in.setProperty(GatherFiles.NOW, last);
                in.getMessage().setBody(claim);
            });
            return Optional.ofNullable(exchange.getException());
        }
    }

    /** Nothing more is sent: what waits to be sent stays pending, and a load returns soon. */
    void stopSending() {
        workplace.stopSending();
    }

    /** Stops taking files, ends what is in flight or leaves it pending, and gives the home folder back. */
    @Override
    public void close() {
        workplace.stopSending();
        comeback.ifPresent(Comeback::close);
        local.ifPresent(LocalDoor::close);
        workplace.managed().newTables().close();
        routes.ifPresent(LiveRoutes::close);
        engine.stop();
        workplace.stopGathering();
        workplace.close();
    }
}
