package io.drover.story;

import io.drover.app.Drover;
import io.drover.config.Settings;
import io.drover.config.SettingsSource;
import io.drover.result.Summary;
import io.drover.run.RunLog;
import io.drover.source.HomeFolders;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A home folder, a configuration, and the Drover that works there; one for all tests of a class. Each connection has a
 * load of the same name and a port of its own, on which nobody answers before {@link #serve}.
 */
final class DroverHome implements BeforeAllCallback, AfterAllCallback {
    /** Batches of two records, short waits. */
    private static final String DEFAULTS = "backoff=10ms max-backoff=1s connect-timeout=2s response-timeout=5s";

    private final Map<String, ServerSocket> ports = new ConcurrentHashMap<>();
    private final Map<String, ScriptedServer> servers = new ConcurrentHashMap<>();
    private final AtomicInteger files = new AtomicInteger();
    private final StringBuilder properties = new StringBuilder("drover.home=home\n");
    private final Path folder;
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
            ports.put(name, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        set(name, ("api-base-url=URL api-endpoint=/records load.grouping-limit=2 " + DEFAULTS).split(" "));
        set(name, settings);
        properties.append("drover.loads.").append(name).append(".connection=").append(name);
        properties.append('\n');
        return this;
    }

    private void set(String name, String... settings) {
        for (String setting : settings) {
            boolean ofLoad = setting.startsWith("load.");
            String key = setting.substring(ofLoad ? 5 : 0, setting.indexOf('='));
            String full = "drover." + (ofLoad ? "loads." : "connections.") + name + "." + key + "=";
            int earlier = properties.indexOf(full);
            if (earlier >= 0) {
                properties.delete(earlier, properties.indexOf("\n", earlier) + 1);
            }
            String value = setting.substring(setting.indexOf('=') + 1);
            properties.append(full).append(value.replace("URL", url(name).toString()));
            properties.append('\n');
        }
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
        ScriptedServer server = ScriptedServer.playing(
                port.isClosed() ? new ServerSocket(port.getLocalPort(), 50, InetAddress.getLoopbackAddress()) : port,
                script);
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

    void start() {
        Path file = folder.resolve("application.properties");
        try {
            Files.writeString(file, properties);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Settings read = SettingsSource.inDirectory(folder, Map.of()).read();
        settings = read;
        drover = Drover.idle(read, folder, List.of(new RunLog()));
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

    /** Empty when the run stopped with records pending. */
    Optional<Loaded> tryLoad(String load, String csv) throws IOException {
        Path file = Files.writeString(folder.resolve(load + "-" + files.incrementAndGet() + ".csv"), csv);
        if (drover == null || settings == null) {
            throw new IllegalStateException("not started");
        }
        Optional<Summary> summary = drover.load(file, settings.requireLoad(load), false);
        return summary.isEmpty()
                ? Optional.empty()
                : Optional.of(Loaded.of(summary.get(), folders().results(load)));
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
