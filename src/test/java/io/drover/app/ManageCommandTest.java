package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs of connections and loads on the command line, with and without a running process. */
class ManageCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private final AtomicReference<Step> destination = new AtomicReference<>(answer(200, "[]"));
    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.playing(by(request -> destination.get()));
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
        assertThat(cli.run("connections", "duplicate", "crm", "--set", "title=Copy"))
                .as(cli.err())
                .isZero();
        assertThat(cli.run("connections")).isZero();
        assertThat(cli.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains("copy invalid POST bearer " + server.url(), "crm valid POST bearer " + server.url());
        assertThat(cli.err()).doesNotContain("copy");
        cli.run("loads", "create", "--set", "title=Twins", "--set", "connection=crm");
        cli.run("loads", "update", "twins", "--set", "connection=copy");
        assertThat(cli.run("validate")).as(cli.err()).isZero();
        assertThat(cli.err()).contains("warning: connection copy can't be used: client_secret must be");
        assertThat(cli.run("connections", "delete", "copy")).as(cli.err()).isZero();
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

    @Test
    void usersAndRunsAreManagedWithAndWithoutAProcess() throws Exception {
        CliLab cli = new CliLab(folder);
        assertThat(cli.run("users", "put", "ann", "--set", "role=viewer"))
                .as(cli.err())
                .isZero();
        assertThat(cli.out()).contains("\"token\"", "\"viewer\"");
        Path password = Files.writeString(folder.resolve("password"), "correct horse battery\n");
        assertThat(cli.run("users", "put", "bob", "--set", "role=admin", "--secret-file", "password=" + password))
                .as(cli.err())
                .isZero();
        assertThat(cli.run("users", "put", "eve", "--set", "role=king")).isEqualTo(2);
        assertThat(cli.run("users", "list")).isZero();
        assertThat(cli.out()).contains("ann", "bob").doesNotContain("horse", "eve");
        assertThat(cli.run("users", "delete", "ann")).as(cli.err()).isZero();
        assertThat(cli.run("users", "delete", "ann")).isEqualTo(2);

        destination.set(answer(503, ""));
        cli.run(
                "connections",
                "create",
                "--set",
                "title=crm",
                "--set",
                "api_base_url=" + server.url(),
                "--set",
                "max_retries=1000",
                "--set",
                "backoff=50ms",
                "--set",
                "max_backoff=50ms",
                "--set",
                "pause_after_exhausted=0");
        cli.run("loads", "create", "--set", "title=people", "--set", "connection=crm", "--set", "settle=0s");
        assertThat(cli.run("loads", "check", "people")).isEqualTo(1);
        assertThat(cli.out()).contains("inbox", "passed", "Load people is waiting");
        destination.set(answer(200, "[]"));
        assertThat(cli.run("loads", "check", "people")).as(cli.out()).isZero();
        assertThat(cli.out()).contains("Load people is watching");
        destination.set(answer(503, ""));

        Running first = new Running();
        Files.writeString(folder.resolve("data/inbox/people/a.csv"), "id\n1\n2\n");
        await().atMost(PATIENCE).until(() -> {
            cli.run("runs");
            return cli.out().contains("a.csv");
        });
        String run = cli.newestRun();
        assertThat(cli.run("runs", "pause", run)).as(cli.err()).isZero();
        await().atMost(PATIENCE).until(() -> cli.run("runs", "resume", run) == 0);
        assertThat(cli.run("runs", "pause", run)).as(cli.err()).isZero();
        await().atMost(PATIENCE).until(() -> {
            cli.run("runs");
            return cli.out().contains("paused");
        });
        assertThat(cli.run("runs", "show", run)).isZero();
        assertThat(cli.out()).contains("Run " + run + " paused since", "somebody paused it");
        first.end();
        cli.run("runs", "--json");
        assertThat(cli.out()).contains("\"state\":\"paused\"", "\"reason\":\"somebody paused it\"");
        destination.set(answer(422, ""));
        assertThat(cli.run("runs", "resume", run)).as(cli.err()).isZero();
        assertThat(cli.run("runs", "pause", "nothing")).isEqualTo(2);
        Running second = new Running();
        await().atMost(PATIENCE).until(() -> {
            cli.run("runs");
            return cli.out().contains("done");
        });
        assertThat(cli.run("runs", "errors", run)).as(cli.err()).isZero();
        assertThat(cli.out()).contains("\"http\"");
        assertThat(cli.run("runs", "causes", run)).as(cli.err()).isZero();
        destination.set(answer(200, "[]"));
        assertThat(cli.run("runs", "replay", run)).as(cli.err()).isZero();
        await().atMost(PATIENCE).until(() -> {
            cli.run("runs");
            return cli.out().lines().filter(line -> line.contains("done")).count() == 2;
        });
        second.end();
    }

    @Test
    void aRunThatIsCancelledWithoutAProcessEndsWhenOneRuns() throws Exception {
        CliLab cli = new CliLab(folder);
        cli.run("connections", "create", "--set", "title=crm", "--set", "api_base_url=" + server.url());
        cli.run("loads", "create", "--set", "title=people", "--set", "connection=crm", "--set", "settle=0s");
        destination.set(answer(429, "", "Retry-After: 3600"));
        Running first = new Running();
        Files.writeString(folder.resolve("data/inbox/people/a.csv"), "id\n1\n2\n");
        await().atMost(PATIENCE).until(() -> server.received().size() == 1);
        first.end();
        String run = cli.newestRun();
        assertThat(cli.run("runs", "cancel", run)).as(cli.err()).isZero();
        assertThat(cli.out()).contains("\"state\" : \"cancelling\"");
        cli.run("runs");
        assertThat(cli.out()).contains("cancelling");
        Running second = new Running();
        await().atMost(PATIENCE).until(() -> {
            cli.run("runs", "show", run);
            return cli.out().contains("cancelled");
        });
        assertThat(server.received()).hasSize(1);
        second.end();
    }

    /** A process that runs, in this one. */
    private final class Running {
        private final CliLab lab = new CliLab(folder);
        private final CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> lab.run("run"));

        Running() {
            await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("data/state/local")));
        }

        void end() throws Exception {
            lab.interruption.interrupt();
            assertThat(run.get(40, TimeUnit.SECONDS)).isZero();
        }
    }
}
