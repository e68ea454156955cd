package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/examples/jslt as they stand there; only the download is a copy from the tests' class path. */
class JsltExampleIT {
    private static final Path EXAMPLE = Path.of("docs/examples/jslt");
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private static String readme() throws IOException {
        return Files.readString(EXAMPLE.resolve("README.md"));
    }

    private static Stream<MatchResult> inReadme(String pattern) throws IOException {
        return Pattern.compile(pattern, Pattern.MULTILINE).matcher(readme()).results();
    }

    private void layOut(ScriptedServer server) throws IOException {
        Files.createSymbolicLink(folder.resolve("target"), Path.of("target").toAbsolutePath());
        Files.writeString(folder.resolve("application.properties"), """
                drover.server.port=0
                drover.management.port=0
                drover.connections.crm.api-base-url=%s
                drover.loads.customers.connection=crm
                """.formatted(server.url()));
        for (String each : List.of("routes", "plugins", "data/inbox/customers")) {
            Files.createDirectories(folder.resolve(each));
        }
        try (Stream<Path> routes = Files.list(EXAMPLE.resolve("routes"))) {
            for (Path route : routes.toList()) {
                Files.copy(route, folder.resolve("routes").resolve(String.valueOf(route.getFileName())));
            }
        }
    }

    private void download() throws IOException {
        List<String> jars = inReadme(
                        "^mvn dependency:copy -Dartifact=[\\w.]+:([\\w-]+):([\\w.]+) -DoutputDirectory=plugins$")
                .map(artifact -> artifact.group(1) + "-" + artifact.group(2) + ".jar")
                .toList();
        assertThat(jars).hasSize(2);
        for (String jar : jars) {
            String found = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .filter(entry -> entry.endsWith(File.separator + jar))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(jar + " is not what the tests have"));
            Files.copy(Path.of(found), folder.resolve("plugins").resolve(jar));
        }
    }

    private Process start() throws IOException {
        List<String> commands = inReadme("^java .*$").map(MatchResult::group).toList();
        assertThat(commands).hasSize(1);
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec " + commands.get(0)).directory(folder.toFile());
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        builder.environment().merge("PATH", java, (path, first) -> first + File.pathSeparator + path);
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    @Test
    void theCommandsOfThePageLoadTheFileOfThePage() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing(answer(200, "[]"))) {
            layOut(server);
            download();
            Process process = start();
            try {
                String csv = inReadme("^id,first[^`]*")
                        .map(MatchResult::group)
                        .findFirst()
                        .orElseThrow();
                Files.writeString(folder.resolve("data/inbox/customers/customers.csv"), csv);
                Awaitility.await()
                        .atMost(LONG)
                        .until(() -> !process.isAlive() || !server.received().isEmpty());
                assertThat(server.received())
                        .as(Files.readString(folder.resolve("log")))
                        .hasSize(1);
                assertThat(readme()).contains("`" + server.received().get(0).body() + "`");
                process.destroy();
                assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
