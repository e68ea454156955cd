package io.drover.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.testing.Java;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The jar as it was built, at work in a folder of its own. */
final class JarProcess implements AutoCloseable {
    static final String TOKEN = "token-of-the-browser-tests";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private JarProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param settings lines for the configuration besides those that every test needs */
    static JarProcess start(Path folder, String settings) throws IOException {
        int port;
        int management;
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            port = one.getLocalPort();
            management = other.getLocalPort();
        }
        Files.writeString(folder.resolve("application.properties"), """
                drover.home=home
                drover.server.port=%d
                drover.management.port=%d
                drover.api.token=%s
                drover.api.allowed-hosts=127.0.0.1,localhost
                %s
                """.formatted(port, management, TOKEN, settings));
        List<String> command = Java.inHaste();
        command.addAll(List.of("-jar", Java.jar().toString(), "run"));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("drover.log").toFile())
                .start();
        JarProcess drover = new JarProcess(process, port);
        try {
            Awaitility.await("the console's port, see " + folder.resolve("drover.log"))
                    .atMost(Duration.ofMinutes(3))
                    .ignoreExceptions()
                    .until(() -> drover.send("GET", "/api/session", "").statusCode() == 200);
        } catch (ConditionTimeoutException e) {
            drover.close();
            throw e;
        }
        return drover;
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(path)))
                .method(method, BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return Chromium.JSON.readTree(send("GET", path, "").body());
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return change("POST", path, body);
    }

    JsonNode put(String path, String body) throws IOException, InterruptedException {
        return change("PUT", path, body);
    }

    private JsonNode change(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(method + " " + path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return Chromium.JSON.readTree(answer.body());
    }

    /** Loads a file; returns its run. */
    String upload(String load, String name, String content) throws IOException, InterruptedException {
        return post("/api/loads/" + load + "/files?name=" + name, content)
                .path("run")
                .asText();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
