package io.drover.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.config.Settings;
import io.drover.config.SettingsSource;
import io.drover.run.RunLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Drover that watches, in this process, and somebody who uses its management API over the network. */
final class ApiLab implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();
    static final String ADMIN = "a-t0ken-of-the-administrator";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final StringBuilder properties = new StringBuilder("""
            drover.home=home
            drover.server.port=0
            drover.management.port=0
            drover.api.allowed-hosts=127.0.0.1
            """);
    private @Nullable Drover drover;
    private String token = ADMIN;

    ApiLab(Path folder) {
        this.folder = folder;
        set("drover.api.token=" + ADMIN);
    }

    ApiLab set(String... lines) {
        properties.append(String.join("\n", lines)).append('\n');
        return this;
    }

    ApiLab start() throws IOException {
        drover = Drover.watch(settings(), folder, List.of(new RunLog()));
        return this;
    }

    Settings settings() throws IOException {
        Files.writeString(folder.resolve("application.properties"), properties);
        return SettingsSource.inDirectory(folder, Map.of()).read();
    }

    void stop() {
        if (drover != null) {
            drover.close();
        }
        drover = null;
    }

    Drover drover() {
        if (drover == null) {
            throw new IllegalStateException("not started");
        }
        return drover;
    }

    Path home() {
        return folder.resolve("home");
    }

    /** From now on asks with this token; none when it is empty. */
    ApiLab as(String other) {
        token = other;
        return this;
    }

    /** One answer. */
    record Answer(int status, JsonNode json, String body, HttpResponse<String> whole) {}

    Answer get(String path) {
        return ask("GET", path, "");
    }

    Answer post(String path, String body) {
        return ask("POST", path, body);
    }

    Answer ask(String method, String path, String body, String... headers) {
        return ask(drover().ports().server(), method, path, body, headers);
    }

    Answer observe(String path) {
        return ask(drover().ports().management(), "GET", path, "");
    }

    private Answer ask(int port, String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()), response.body(), response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }

    /** A token of a new user with that role. */
    String user(String role) {
        String before = token;
        token = ADMIN;
        String made = ask("PUT", "/api/users/" + role, "{\"role\":\"" + role + "\"}")
                .json()
                .path("token")
                .asText();
        token = before;
        return made;
    }

    @Override
    public void close() {
        stop();
    }
}
