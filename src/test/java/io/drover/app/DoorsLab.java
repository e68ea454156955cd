package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.config.Settings;
import io.drover.config.SettingsSource;
import io.drover.load.Load;
import io.drover.result.Summary;
import io.drover.result.Verification;
import io.drover.run.RunLog;
import io.drover.source.Claim;
import io.drover.source.HomeFolders;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A home folder with a user's own route files and one load, {@code customers}, in batches of two. */
final class DoorsLab {
    private final Path folder;
    private final StringBuilder properties = new StringBuilder("""
            drover.home=home
            drover.connections.crm.api-endpoint=/records
            drover.connections.crm.concurrency=1
            drover.loads.customers.connection=crm
            drover.loads.customers.grouping-limit=2
            """);

    DoorsLab(Path folder, ScriptedServer server) {
        this.folder = folder;
        set("drover.connections.crm.api-base-url=" + server.url());
    }

    DoorsLab set(String property) {
        properties.append(property).append('\n');
        return this;
    }

    /** Puts a file into the {@code routes} folder beside the process: a route with this id and these lines of steps. */
    DoorsLab route(String id, String... steps) throws IOException {
        String text = """
                - route:
                    id: %s
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct:%s
                      steps:
                        %s
                """.formatted(id, id, String.join("\n        ", steps));
        Files.writeString(routes().resolve(id + ".camel.yaml"), text);
        return this;
    }

    /** Copies an example's routes, and what stands beside them. */
    DoorsLab routesOf(Path example) throws IOException {
        try (Stream<Path> files = Files.list(example.resolve("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes().resolve(String.valueOf(file.getFileName())));
            }
        }
        return this;
    }

    private Path routes() throws IOException {
        return Files.createDirectories(folder.resolve("routes"));
    }

    Settings settings() throws IOException {
        Files.writeString(folder.resolve("application.properties"), properties);
        return SettingsSource.inDirectory(folder, Map.of()).read();
    }

    Drover start() throws IOException {
        return Drover.idle(settings(), folder, List.of(new RunLog()));
    }

    Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /** Loads in a process of its own; what an earlier one left unfinished is gone on with. */
    Optional<Summary> tryLoad(Path file) throws IOException {
        Load load = settings().requireLoad("customers");
        try (Drover drover = start()) {
            Optional<Claim> unfinished = drover.unfinished(load, file);
            return unfinished.isPresent() ? drover.goOn(unfinished.get()) : drover.load(file, load, false);
        }
    }

    Summary load(String name, String content) throws IOException {
        Summary summary = tryLoad(file(name, content)).orElseThrow();
        assertThat(proof(summary)).isEmpty();
        return summary;
    }

    /** What speaks against the published run. */
    List<String> proof(Summary summary) throws IOException {
        Load load = settings().requireLoad("customers");
        HomeFolders home = new HomeFolders(folder.resolve("home"));
        Path results = home.results("customers");
        String stem = summary.successFile().substring(0, summary.successFile().indexOf(".success."));
        return new Verification(results.resolve(stem + ".summary.json"), home.done("customers"), load.csv()).findings();
    }

    List<String> rows(String resultFile) throws IOException {
        return Files.readAllLines(folder.resolve("home/results/customers").resolve(resultFile));
    }

    Path folder() {
        return folder;
    }
}
