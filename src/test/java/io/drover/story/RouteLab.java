package io.drover.story;

import io.drover.config.Settings;
import io.drover.config.SettingsSource;
import io.drover.connection.Connection;
import io.drover.delivery.Destination;
import io.drover.delivery.Gate;
import io.drover.journal.Journal;
import io.drover.journal.RunEntry;
import io.drover.load.Load;
import io.drover.redelivery.RedeliveryPolicy;
import io.drover.result.Summary;
import io.drover.route.Attempt;
import io.drover.route.CamelJsonPath;
import io.drover.route.RouteFiles;
import io.drover.route.Steps;
import io.drover.route.TransformRecord;
import io.drover.run.Catalog;
import io.drover.run.Run;
import io.drover.run.RunLog;
import io.drover.run.Runs;
import io.drover.run.Settler;
import io.drover.source.Claim;
import io.drover.source.Claiming;
import io.drover.source.Claims;
import io.drover.source.HomeFolders;
import io.drover.source.RunIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The real route files and beans in a Camel context of the test's, with any endpoint as destination. */
final class RouteLab implements AutoCloseable {
    static final int MAX_RETRIES = 3;

    private final DefaultCamelContext camel;
    private final Settings settings;
    private final HomeFolders folders;
    private final Claims claims;
    private final Journal journal;
    private final Settler settler;
    private final Destination destination;
    private final AtomicInteger random = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    RouteLab(Path folder, DefaultCamelContext camel, String endpoint) throws Exception {
        this.camel = camel;
        Files.writeString(folder.resolve("application.properties"), """
                drover.home=home
                drover.connections.api.api-base-url=http://127.0.0.1:1
                drover.connections.api.backoff=1ms
                drover.connections.api.max-backoff=5ms
                drover.connections.api.max-retries=%d
                drover.loads.api.connection=api
                drover.loads.api.grouping-limit=2
                """.formatted(MAX_RETRIES));
        settings = SettingsSource.inDirectory(folder, Map.of()).read();
        folders = new HomeFolders(settings.home());
        folders.prepare(settings.loads());
        journal = Journal.open(folders.state());
        settler = new Settler(journal);
        claims = new Claims(folders, new RunIds(Clock.systemUTC(), random::incrementAndGet));
        Connection connection = settings.connection("api").orElseThrow();
        RedeliveryPolicy policy = connection.redelivery();
        Gate gate = new Gate(Optional.empty(), policy, Duration.ofSeconds(1), System::nanoTime);
        destination = new Destination(
                "api", gate, Optional.empty(), connection.limits().concurrency());
        bind();
        List<Resource> files = new ArrayList<>();
        for (String id : RouteFiles.OURS) {
            if (!List.of("pick-up", "resume", "gather-files", "deliver-together")
                    .contains(id)) {
                files.add(PluginHelper.getResourceLoader(camel)
                        .resolveResource("classpath:routes/" + id + ".camel.yaml"));
            }
        }
        PluginHelper.getRoutesLoader(camel).loadRoutes(files);
        TemplatedRouteBuilder.builder(camel, "attempt")
                .routeId("attempt-api")
                .parameter("connection", "api")
                .parameter("destination", endpoint)
                .add();
    }

    private void bind() {
        Run.Workshop workshop = new Run.Workshop(journal, settler, new CamelJsonPath(camel), new RunLog());
        camel.getPropertiesComponent().addOverrideProperty("drover.deliver-to", "direct:deliver-batch");
        Steps steps = new Steps((name, bean) -> camel.getRegistry().bind(name, bean));
        Runs runs = new Runs(folders, catalog(), workshop, Clock.systemUTC());
        TransformRecord unused = new TransformRecord(false, camel::createProducerTemplate);
        // As if before-send were the user's own: tests change it in the running context.
        Attempt attempt = new Attempt(Clock.systemUTC(), System::nanoTime, true);
        steps.run(runs, unused, attempt);
        camel.getRegistry().bind("batchThreads", threads);
    }

    private Catalog catalog() {
        return new Catalog() {
            @Override
            public Optional<Load> load(String name) {
                return settings.load(name);
            }

            @Override
            public Optional<Connection> connection(String name) {
                return settings.connection(name);
            }

            @Override
            public Optional<Destination> destination(String connection) {
                return Optional.of(destination);
            }
        };
    }

    /** Loads the CSV; empty when its run stopped with records pending. */
    Optional<Summary> load(String csv) throws IOException {
        Exchange exchange = tryLoad(csv);
        if (exchange.getException() != null) {
            throw new IOException(exchange.getException());
        }
        return journal.runs().stream().findFirst().flatMap(RunEntry::summary).map(Summary::parse);
    }

    Exchange tryLoad(String csv) throws IOException {
        Load load = settings.requireLoad("api");
        Path file = Files.writeString(folders.home().resolve("records.csv"), csv);
        Claim claim = ((Claiming.Taken) claims.copy(load, file)).claim();
        return camel.createProducerTemplate()
                .request("direct:run-file", in -> in.getMessage().setBody(claim));
    }

    Path results() {
        return folders.results("api");
    }

    @Override
    public void close() {
        destination.stop();
        threads.shutdown();
        settler.close();
        journal.close();
    }
}
