package io.drover.app;

import io.drover.config.Settings;
import io.drover.config.SettingsSource;
import io.drover.result.Summary;
import io.drover.run.Run;
import io.drover.run.RunListener;
import io.drover.run.RunLog;
import io.drover.sandbox.Sandbox;
import io.drover.source.HomeFolders;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Does once what {@code run} does, from a waiting file to a stop, in the working directory: the build runs it to lay
 * out in the class-data archive the classes that a start needs, and those that somebody needs who looks at a run.
 */
final class WarmUp {
    private static final int LONGEST_SECONDS = 30;

    private WarmUp() {}

    /** Ends when the bundled sample was loaded through a watched inbox. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Path.of("").toAbsolutePath();
        BlockingQueue<String> loaded = new ArrayBlockingQueue<>(1);
        RunListener end = new RunListener() {
            @Override
            public void ended(Run run, Summary summary) {
                loaded.add(run.id());
            }
        };
        try (Sandbox sandbox = Sandbox.start(0)) {
            Settings settings = settings(directory, sandbox);
            Path inbox =
                    Files.createDirectories(settings.requireLoad("customers").inbox());
            try (InputStream sample = resource("customers.csv")) {
                Files.write(inbox.resolve("customers.csv"), sample.readAllBytes());
            }
            Drover drover = Drover.watch(settings, directory, List.of(new RunLog(), end));
            try {
                String run = loaded.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
                if (run == null) {
                    throw new IOException("the sample was not loaded within " + LONGEST_SECONDS + " s");
                }
                look(new HomeFolders(settings.home()).state(), run);
            } finally {
                drover.close();
            }
        }
    }

    /** As the run's page does in a browser. */
    private static void look(Path state, String run) throws IOException {
        LocalDoor.Address door =
                LocalDoor.find(state).orElseThrow(() -> new IOException("the console's port is not open"));
        String api = "/api/runs/" + run;
        for (String path : List.of(
                "/runs/" + run,
                "/console/main.js",
                "/api/session",
                api,
                api + "/activity",
                api + "/causes",
                api + "/lineage",
                "/api/overview")) {
            HttpURLConnection request =
                    (HttpURLConnection) door.root().resolve(path).toURL().openConnection();
            request.setRequestProperty("Authorization", "Bearer " + door.token());
            try (InputStream answer = request.getInputStream()) {
                answer.readAllBytes();
            }
        }
    }

    private static Settings settings(Path directory, Sandbox sandbox) throws IOException {
        Path file = directory.resolve("warm-up.properties");
        Files.write(
                file,
                List.of(
                        "drover.home=warm-up-" + ProcessHandle.current().pid(),
                        "drover.server.port=0",
                        "drover.management.port=0",
                        "drover.connections.sandbox.api-base-url=" + sandbox.uri(),
                        "drover.connections.sandbox.api-endpoint=/v2/customers",
                        "drover.connections.sandbox.response-split-path="
                                + "$.result.errors.data.*,$.result.success.data.*",
                        "drover.loads.customers.connection=sandbox",
                        "drover.loads.customers.grouping-limit=50",
                        "drover.loads.customers.settle=1ms"));
        return SettingsSource.ofFile(directory, file, Map.of()).read();
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(WarmUp.class.getResourceAsStream("/demo/" + name), name);
    }
}
