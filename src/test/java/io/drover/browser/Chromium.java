package io.drover.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Chromium without a window, spoken to by its own protocol. */
final class Chromium implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String VARIABLE = "DROVER_BROWSER";
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Chromium(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one with a profile of its own in this folder. */
    static Chromium start(Path folder) throws IOException {
        Path profile = Files.createDirectories(folder.resolve("profile"));
        List<String> command = new ArrayList<>(List.of(binary()));
        command.addAll(List.of(
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "about:blank"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("browser.log").toFile())
                .start();
        Path told = profile.resolve("DevToolsActivePort");
        Awaitility.await("the browser's port, see " + folder.resolve("browser.log"))
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(told) && Files.readString(told).contains("\n"));
        return new Chromium(process, Integer.parseInt(Files.readAllLines(told).get(0)));
    }

    private static String binary() {
        Optional<String> named = Optional.ofNullable(System.getenv(VARIABLE)).filter(path -> !path.isEmpty());
        return named.or(() -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                        .filter(Files::isExecutable)
                        .map(Path::toString)
                        .findFirst())
                .orElseThrow(() -> new AssertionError("The tests of the console need Chromium and found none on the"
                        + " PATH. Install it (Debian, Ubuntu: apt-get install chromium) or name it in " + VARIABLE));
    }

    /** A new tab. */
    Tab open() throws IOException, InterruptedException {
        HttpRequest ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        JsonNode told = JSON.readTree(client.send(ask, BodyHandlers.ofString()).body());
        return Tab.attach(client, URI.create(told.path("webSocketDebuggerUrl").asText()));
    }

    /** What a frame of another site shows, once it does: the browser keeps it apart from the page around it. */
    Tab frame(String url) {
        HttpRequest ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        return Awaitility.await("a frame with " + url)
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(
                        () -> {
                            JsonNode all = JSON.readTree(
                                    client.send(ask, BodyHandlers.ofString()).body());
                            for (JsonNode each : all) {
                                if (each.path("type").asText().equals("iframe")
                                        && each.path("url").asText().contains(url)) {
                                    return Optional.of(URI.create(
                                            each.path("webSocketDebuggerUrl").asText()));
                                }
                            }
                            return Optional.<URI>empty();
                        },
                        Optional::isPresent)
                .map(address -> Tab.attach(client, address))
                .orElseThrow();
    }

    /** With all the processes it has begun: one that lives on may write into the profile while it is deleted. */
    @Override
    public void close() {
        List<ProcessHandle> others = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
            for (ProcessHandle other : others) {
                other.destroyForcibly();
                other.onExit().get(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a process of the browser does not end", e);
        }
    }
}
