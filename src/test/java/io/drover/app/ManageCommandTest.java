package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of connections and loads on the command line, with and without a running process. */
class ManageCommandTest {
    @TempDir
    Path folder;

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.playing(answer(200, "[]"));
        Files.writeString(
                folder.resolve("application.properties"),
                "drover.server.port=0\ndrover.management.port=0\ndrover.api.allowed-hosts=127.0.0.1\n");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void whatIsMadeWithoutAProcessIsUsedByOneAndManagedThroughIt() throws Exception {
        CliLab cli = new CliLab(folder);
        Path secret = Files.writeString(folder.resolve("secret"), "pl4nted\n");
        assertThat(cli.run(
                        "connections",
                        "create",
                        "--set",
                        "title=CRM",
                        "--set",
                        "api_base_url=" + server.url(),
                        "--set",
                        "auth=bearer",
                        "--secret-file",
                        "client_secret=" + secret))
                .as(cli.err())
                .isZero();
        assertThat(cli.out()).contains("\"id\" : \"crm\"").doesNotContain("pl4nted");
        assertThat(cli.run("loads", "create", "--set", "title=People", "--set", "connection=crm", "--set", "settle=0s"))
                .as(cli.err())
                .isZero();
        assertThat(cli.run("connections", "check", "crm")).as(cli.out()).isZero();
        assertThat(cli.run("connections", "delete", "crm")).isEqualTo(2);
        assertThat(cli.err()).contains("people");
        Path file = Files.writeString(folder.resolve("a.csv"), "id\n1\n");
        assertThat(cli.run("load", file.toString(), "--load", "people"))
                .as(cli.err())
                .isZero();

        CliLab running = new CliLab(folder);
        CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> running.run("run"));
        await().atMost(Duration.ofSeconds(40)).until(() -> Files.exists(folder.resolve("data/state/local")));
        assertThat(cli.run("loads", "pause", "people")).as(cli.err()).isZero();
        assertThat(cli.out()).contains("\"paused\" : true");
        assertThat(cli.run("secrets", "rotate")).as(cli.err()).isZero();
        assertThat(cli.out()).contains("\"sealed\" : 1");
        assertThat(cli.run("connections", "show", "nobody")).isEqualTo(2);
        running.interruption.interrupt();
        assertThat(run.get(20, TimeUnit.SECONDS)).isZero();
    }
}
