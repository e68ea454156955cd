package io.drover.app;

import io.drover.cli.Management;
import io.drover.config.Settings;
import io.drover.management.Api;
import io.drover.management.ApiAnswer;
import io.drover.management.ApiRequest;
import io.drover.source.HomeFolders;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The management API for commands: over the network of this machine, or on the home folder itself. */
final class HomeManagement {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private HomeManagement() {}

    /**
     * Asks the process that has the home, or takes the home until it is closed.
     *
     * @throws StartException when another process has the home and can't be asked
     */
    static Management open(Settings settings, Path directory) {
        Optional<Management> running = running(new HomeFolders(settings.home()).state());
        if (running.isPresent()) {
            return running.get();
        }
        Workplace workplace = Workplace.open(settings, directory, List.of());
        Managed managed = workplace.managed();
        return new Local(workplace, managed.api(managed.access(), workplace.home()));
    }

    /** The process that has the home, if one does that can be asked. */
    static Optional<Management> running(Path state) {
        return LocalDoor.find(state).map(Remote::new).filter(Remote::answers).map(remote -> remote);
    }

    /** The home itself. */
    private record Local(Workplace workplace, Api api) implements Management {
        @Override
        public Answer ask(String method, String path, Optional<String> body) {
            int question = path.indexOf('?');
            String plain = question < 0 ? path : path.substring(0, question);
            Map<String, String> query = new LinkedHashMap<>();
            if (question >= 0) {
                for (String pair : path.substring(question + 1).split("&", -1)) {
                    String[] parts = pair.split("=", 2);
                    query.put(parts[0], parts.length == 2 ? parts[1] : "");
                }
            }
            ApiAnswer answer = api.ask(ApiRequest.local(
                    method,
                    List.of(plain.substring(1).split("/", -1)),
                    query,
                    body.orElse("").getBytes(StandardCharsets.UTF_8)));
            return new Answer(answer.status(), answer.text());
        }

        @Override
        public void close() {
            workplace.close();
        }
    }

    /** The running process. */
    private static final class Remote implements Management {
        private final LocalDoor.Address address;
        /** Without the upgrade to HTTP/2 that Java tries else: it brings nothing here, and has failed. */
        private final HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();

        Remote(LocalDoor.Address address) {
            this.address = address;
        }

        boolean answers() {
            try {
                return ask("GET", "/api/session", Optional.empty()).status() == 200;
            } catch (IOException nobodyThere) {
                return false;
            }
        }

        @Override
        public Answer ask(String method, String path, Optional<String> body) throws IOException {
            HttpRequest request = HttpRequest.newBuilder(address.root().resolve(path))
                    .timeout(LONGEST)
                    .header("Authorization", "Bearer " + address.token())
                    .method(
                            method,
                            body.map(HttpRequest.BodyPublishers::ofString)
                                    .orElseGet(HttpRequest.BodyPublishers::noBody))
                    .build();
            try {
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                return new Answer(response.statusCode(), response.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while the running process was asked", e);
            }
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
