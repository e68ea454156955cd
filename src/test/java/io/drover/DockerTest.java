package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files in docker/, held to what the documents say of them; and the health check, against a real port. */
class DockerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INSTRUCTION = Pattern.compile(
            "(FROM|WORKDIR|COPY|RUN|LABEL|ENV|VOLUME|EXPOSE|USER|STOPSIGNAL|HEALTHCHECK|ENTRYPOINT|CMD) .+");

    @Test
    void imageRunsAsANumberedUserOfGroupZero() throws IOException {
        assertThat(lastStage()).contains("USER 10001:0");
    }

    @Test
    void imageIsStoppedBySigtermWithoutAShellBetween() throws IOException {
        assertThat(lastStage())
                .contains("STOPSIGNAL SIGTERM", "ENTRYPOINT [\"drover\"]", "CMD [\"run\"]")
                .anyMatch(line -> line.startsWith("HEALTHCHECK ") && line.endsWith("CMD [\"drover\", \"health\"]"));
    }

    @Test
    void everyInstructionIsOne() throws IOException {
        assertThat(instructions()).allMatch(line -> INSTRUCTION.matcher(line).matches());
    }

    @Test
    void everythingCopiedFromTheRepositoryIsThereAndGetsIn() throws IOException {
        List<String> ignore = Files.readAllLines(Path.of(".dockerignore"));
        assertThat(List.of("pom.xml", ".mvn", "src", "routes", "docker", "application.properties"))
                .allMatch(name -> Files.exists(Path.of(name)))
                .allMatch(name -> ignore.contains("!" + name));
    }

    @Test
    void composeSharesTheSandboxesLoopbackWithDrover() throws IOException {
        JsonNode services = compose().path("services");
        assertThat(services.at("/drover/network_mode").asText()).isEqualTo("service:sandbox");
        assertThat(services.at("/sandbox/command")).hasToString("[\"sandbox\",\"--port\",\"8181\"]");
        assertThat(Files.readString(Path.of("application.properties"))).contains("=http://127.0.0.1:8181\n");
    }

    @Test
    void composeMountsOnlyWhatIsThere() throws IOException {
        List<Path> mounted = new ArrayList<>();
        for (JsonNode volume : compose().at("/services/drover/volumes")) {
            String from = volume.asText().split(":", 2)[0];
            if (from.startsWith(".")) {
                mounted.add(Path.of("docker").resolve(from));
            }
        }
        assertThat(mounted).isNotEmpty().allMatch(Files::exists);
    }

    @Test
    void healthIsGoodWhenTheProcessSaysSo() throws Exception {
        assertThat(healthWhenAnswered(200)).isZero();
    }

    @Test
    void healthIsBadWhenTheProcessSaysSo() throws Exception {
        assertThat(healthWhenAnswered(503)).isEqualTo(1);
    }

    @Test
    void healthIsBadWhenNothingAnswers() throws Exception {
        HttpServer server = server(200);
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThat(health(port)).isEqualTo(1);
    }

    private static int healthWhenAnswered(int status) throws Exception {
        HttpServer server = server(status);
        try {
            return health(server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer server(int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/observe/health", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static int health(int port) throws Exception {
        ProcessBuilder command = new ProcessBuilder("bash", "docker/drover", "health");
        command.environment().put("DROVER_MANAGEMENT_PORT", Integer.toString(port));
        command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = command.start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static List<String> lastStage() throws IOException {
        List<String> all = instructions();
        int from = 0;
        for (int i = 0; i < all.size(); i++) {
            from = all.get(i).startsWith("FROM ") ? i : from;
        }
        return all.subList(from, all.size());
    }

    /** One line per instruction, without comments. */
    private static List<String> instructions() throws IOException {
        String text = Files.readString(Path.of("docker/Dockerfile"))
                .replaceAll("(?m)^#.*\n", "")
                .replaceAll("\\\\\n\\s*", "");
        return Stream.of(text.split("\n")).filter(line -> !line.isBlank()).toList();
    }

    private static JsonNode compose() throws IOException {
        String text = Files.readString(Path.of("docker/compose.yaml"));
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
    }
}
