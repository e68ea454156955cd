package io.drover.story;

import io.drover.app.Drover;
import io.drover.config.Settings;
import io.drover.config.SettingsSource;
import io.drover.metrics.RunMetrics;
import io.drover.result.Summary;
import io.drover.run.RunLog;
import io.drover.source.HomeFolders;
import io.drover.testing.Ports;
import io.drover.testing.ScriptedServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A home folder, a configuration, and the Drover that works there; one for all tests of a class. Each connection has a
 * load of the same name and a port of its own, on which nobody answers before {@link #serve}.
 */
final class DroverHome implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    /** Batches of two records, short waits. */
    private static final String DEFAULTS = "backoff=10ms max-backoff=1s connect-timeout=2s response-timeout=5s";

    private final Map<String, ServerSocket> ports = new ConcurrentHashMap<>();
    private final Map<String, ScriptedServer> servers = new ConcurrentHashMap<>();
    private final AtomicInteger files = new AtomicInteger();
    private final StringBuilder properties =
            new StringBuilder("drover.home=home\ndrover.server.port=0\ndrover.management.port=0\n");
    private final Path folder;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private @Nullable Drover drover;
    private @Nullable Settings settings;

    DroverHome() {
        try {
            folder = Files.createTempDirectory("drover-story");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * Adds a connection and a load.
     *
     * @param settings {@code key=value} of the connection, {@code load.key=value} of the load; {@code URL} in a value
     *     stands for the connection's own address
     */
    DroverHome connection(String name, String... settings) {
        try {
            ports.put(name, Ports.listen());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        set(name, ("api-base-url=URL api-endpoint=/records load.grouping-limit=2 " + DEFAULTS).split(" "));
        set(name, settings);
        return addLoad(name, name);
    }

    /** Adds a load for a connection there is, with batches of two records. */
    DroverHome addLoad(String name, String connection) {
        properties.append("drover.loads.").append(name).append(".connection=").append(connection);
        properties.append('\n');
        if (!name.equals(connection)) {
            set(name, "load.grouping-limit=2");
        }
        return this;
    }

    /** Sets more of a connection and its load, in place of earlier values. */
    DroverHome set(String name, String... settings) {
        for (String setting : settings) {
            boolean ofLoad = setting.startsWith("load.");
            String key = setting.substring(ofLoad ? 5 : 0, setting.indexOf('='));
            String full = "drover." + (ofLoad ? "loads." : "connections.") + name + "." + key + "=";
            int earlier = properties.indexOf(full);
            if (earlier >= 0) {
                properties.delete(earlier, properties.indexOf("\n", earlier) + 1);
            }
            String value = setting.substring(setting.indexOf('=') + 1);
            properties
                    .append(full)
                    .append(
                            value.contains("URL")
                                    ? value.replace("URL", url(name).toString())
                                    : value);
            properties.append('\n');
        }
        return this;
    }

    URI url(String connection) {
        ServerSocket port = ports.get(connection);
        if (port == null) {
            throw new IllegalArgumentException("no connection " + connection);
        }
        return URI.create("http://127.0.0.1:" + port.getLocalPort());
    }

    /** From now on the connection's address answers by that script. */
    ScriptedServer serve(String connection, ScriptedServer.Step... script) throws IOException {
        ServerSocket port = ports.get(connection);
        if (port == null) {
            throw new IllegalArgumentException("no connection " + connection);
        }
        ScriptedServer server =
                ScriptedServer.playing(port.isClosed() ? Ports.listenAgain(port.getLocalPort(), 50) : port, script);
        servers.put(connection, server);
        return server;
    }

    /** From now on the connection's address refuses. */
    void refuse(String connection) throws IOException {
        ServerSocket port = ports.get(connection);
        if (port != null) {
            int number = port.getLocalPort();
            port.close();
            // A closed ServerSocket keeps its number.
            if (port.getLocalPort() != number) {
                throw new IllegalStateException("the port's number is gone");
            }
        }
    }

    /** Starts without watching an inbox. */
    void start() {
        settings = configured();
        drover = Drover.idle(configured(), folder, List.of(new RunLog(), new RunMetrics(meters)));
    }

    /** Starts as {@code run} does, and waits until it has gone on with the run that was left of this load. */
    Loaded resume(String load) throws IOException {
        settings = configured();
        drover = Drover.watch(configured(), folder, List.of(new RunLog()));
        return awaitResults(load);
    }

    /** The load's only run, when its results are published. */
    Loaded awaitResults(String load) throws IOException {
        Path results = folders().results(load);
        List<Path> summaries = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> summaries(results), found -> !found.isEmpty());
        return Loaded.of(Summary.read(summaries.get(0)), results);
    }

    private static List<Path> summaries(Path results) throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            return files.filter(file -> file.toString().endsWith(".summary.json"))
                    .toList();
        }
    }

    /** A process of its own that works in this home; none of this one may at the same time. */
    DroverProcess process(String logLevel, List<String> jvm, String... command) throws IOException {
        configured();
        return new DroverProcess(folder, logLevel, jvm, command);
    }

    private Settings configured() {
        Path file = folder.resolve("application.properties");
        try {
            Files.writeString(file, properties);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return SettingsSource.inDirectory(folder, Map.of()).read();
    }

    void stop() {
        if (drover != null) {
            drover.close();
        }
        drover = null;
    }

    /** Ids from 1 on, each with a name. */
    static String records(int count) {
        StringBuilder csv = new StringBuilder("id,name\n");
        for (int id = 1; id <= count; id++) {
            csv.append(id).append(",name ").append(id).append('\n');
        }
        return csv.toString();
    }

    Loaded load(String load, int records) throws IOException {
        return load(load, records(records));
    }

    Loaded load(String load, String csv) throws IOException {
        return tryLoad(load, csv).orElseThrow(() -> new AssertionError("the run stopped with records pending"));
    }

    /** Loads a file that is not CSV, or not readable as that. */
    Optional<Summary> loadFile(String load, String name, String content) throws IOException {
        return loadFile(load, Files.writeString(folder.resolve(name), content));
    }

    private Optional<Summary> loadFile(String load, Path file) throws IOException {
        if (drover == null || settings == null) {
            throw new IllegalStateException("not started");
        }
        return drover.load(file, settings.requireLoad(load), false);
    }

    /** Empty when the run stopped with records pending. */
    Optional<Loaded> tryLoad(String load, String csv) throws IOException {
        Optional<Summary> summary = loadFile(load, Path.of(file(load, csv)));
        return summary.isEmpty()
                ? Optional.empty()
                : Optional.of(Loaded.of(summary.get(), folders().results(load)));
    }

    /** A file outside of the home folder. */
    String file(String load, String csv) throws IOException {
        Path file = folder.resolve(load + "-" + files.incrementAndGet() + ".csv");
        return Files.writeString(file, csv).toString();
    }

    /** The same in the background. */
    CompletableFuture<Optional<Loaded>> loading(String load, String csv) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return tryLoad(load, csv);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                },
                command -> {
                    Thread thread = new Thread(command, "loading-" + load);
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    /** What the started Drover has counted. */
    MeterRegistry meters() {
        return meters;
    }

    HomeFolders folders() {
        return new HomeFolders(folder.resolve("home"));
    }

    Path folder() {
        return folder;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        stop();
        for (ScriptedServer server : servers.values()) {
            server.close();
        }
        for (ServerSocket port : ports.values()) {
            port.close();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
