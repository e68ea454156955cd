package io.drover.app;

import io.drover.config.Settings;
import io.drover.journal.RunEntry;
import io.drover.load.Load;
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
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** A Drover at work in its home folder, from start to close. */
public final class Drover implements AutoCloseable {
    private final Workplace workplace;
    private final CamelEngine engine;

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
        List<RunListener> all = Stream.concat(listeners.stream(), Stream.of(new RunMetrics(registry), broken))
                .toList();
        Drover drover = start(settings, directory, all, settings.loads());
        try {
            // After the routes: files need not wait for the port.
            ManagementServer.open(
                    drover.engine.context(),
                    settings.serverHost(),
                    settings.managementPort(),
                    registry,
                    new DroverHealth(drover.catalog().destinations(), broken));
            return drover;
        } catch (ManagementException e) {
            drover.close();
            throw new StartException(List.of(String.valueOf(e.getMessage())), e);
        }
    }

    /** Starts without watching anything: what is to be loaded is named by {@link #load}. */
    public static Drover idle(Settings settings, Path directory, List<RunListener> listeners) {
        return start(settings, directory, listeners, List.of());
    }

    private static Drover start(
            Settings settings, Path directory, List<RunListener> listeners, Collection<Load> watched) {
        Workplace workplace = Workplace.open(settings, directory, listeners);
        try {
            CamelEngine engine = workplace.engine(watched);
            engine.start(settings.connections(), watched);
            return new Drover(workplace, engine);
        } catch (RuntimeException e) {
            workplace.close();
            throw e;
        }
    }

    /** The gates of all connections, by name. */
    public ConfiguredCatalog catalog() {
        return workplace.catalog();
    }

    /**
     * Loads one file and waits until its run has ended.
     *
     * @param again load it although its content was loaded before
     * @return empty when the file was rejected or the run stopped with records pending
     * @throws IOException when the file can't be read
     */
    public Optional<Summary> load(Path file, Load load, boolean again) throws IOException {
        if (again) {
            workplace.catalog().allowDuplicates(load);
        }
        return goOn(workplace.claim(load, file));
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
        engine.stop();
        workplace.stopGathering();
        workplace.close();
    }
}
