package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Usage, configuration and routes as the command line tells them. */
class CommandsTest {
    private Sandbox sandbox;
    private CliLab cli;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        sandbox = Sandbox.start(0);
        cli = new CliLab(folder).configured(sandbox, "/v2/customers");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private void afterRun(String steps) throws IOException {
        Path routes = Files.createDirectories(cli.folder.resolve("routes"));
        Files.writeString(routes.resolve("after-run.camel.yaml"), """
                - route:
                    id: after-run
                    from:
                      uri: direct:after-run
                      steps:
                """ + steps);
    }

    @Test
    void usageErrorsExitWithTwo() {
        assertThat(cli.run("nosuch")).isEqualTo(2);
        assertThat(cli.run("load", "x.csv")).isEqualTo(2);
        assertThat(cli.err()).contains("--load=NAME").contains("See 'drover load --help'");
        assertThat(cli.run("load", "x.csv", "--load", "peopel")).isEqualTo(2);
        assertThat(cli.err()).contains("the nearest is people");
        assertThat(cli.run("load", "x.csv", "--load", "people")).isEqualTo(2);
        assertThat(cli.err()).contains("there is no");
        assertThat(cli.run("load", "x.csv", "--load", "people", "--progress", "loud"))
                .isEqualTo(2);
        assertThat(cli.run("runs", "show", "nosuch")).isEqualTo(2);
        assertThat(cli.run("sandbox", "--port", "70000")).isEqualTo(2);
    }

    @Test
    void helpAndVersionGoToStdout() {
        assertThat(cli.run("--help")).isEqualTo(0);
        assertThat(cli.out()).contains("load", "demo", "sandbox", "replay", "verify", "validate", "Exit codes");
        assertThat(cli.run("load", "--help")).isEqualTo(0);
        assertThat(cli.out()).contains("--again", "--config=FILE");
        assertThat(cli.run("--version")).isEqualTo(0);
        assertThat(cli.out()).startsWith("drover ");
    }

    @Test
    void runWithoutALoadWaitsForOneToBeMade() throws Exception {
        Files.writeString(
                cli.folder.resolve("application.properties"), "drover.server.port=0\ndrover.management.port=0\n");
        CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> cli.run("run"));
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> cli.err().contains("Token of the administrator"));
        cli.interruption.interrupt();
        assertThat(running.get(15, TimeUnit.SECONDS)).isEqualTo(0);
    }

    @Test
    void runWatchesTheInboxUntilItIsInterrupted() throws Exception {
        CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> cli.run("run"));
        CliLab looking = new CliLab(cli.folder);
        Path inbox = Files.createDirectories(cli.folder.resolve("data/inbox/people"));
        Files.move(cli.people("a.csv", 3, 1), inbox.resolve("a.csv"));
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> {
            looking.run("runs");
            return looking.out().contains("done");
        });
        cli.interruption.interrupt();
        assertThat(running.get(15, TimeUnit.SECONDS)).isEqualTo(0);
    }

    @Test
    void configurationProblemsAreToldTogether() throws IOException {
        cli.configured(sandbox, "/v2/customers", "drover.loads.people.grouping-limits=3", "drover.log.level=loud");
        assertThat(cli.run("validate")).isEqualTo(2);
        assertThat(cli.err())
                .contains("drover.loads.people.grouping-limits")
                .contains("drover.loads.people.grouping-limit")
                .contains("drover.log.level")
                .contains("application.properties line 9")
                .contains("application.properties line 10");
    }

    @Test
    void otherConfigurationIsNamed() throws IOException {
        Files.move(cli.folder.resolve("application.properties"), cli.folder.resolve("other.properties"));
        assertThat(cli.run("connections", "list", "--config", "other.properties"))
                .isEqualTo(0);
        assertThat(cli.out()).contains("crm");
        assertThat(cli.run("--config", "other.properties", "connections")).isEqualTo(0);
        assertThat(cli.out()).contains("crm");
        assertThat(cli.run("connections", "--config", "gone.properties")).isEqualTo(2);
    }

    @Test
    void connectionCheckTellsWhoAnswers() {
        assertThat(cli.run("connections", "check", "crm")).isEqualTo(0);
        assertThat(cli.out()).contains("answers", "Connection crm is valid");
        sandbox.close();
        assertThat(cli.run("connections", "check", "crm")).isEqualTo(1);
        assertThat(cli.out()).contains("the connection was refused", "Connection crm is invalid");
        assertThat(cli.run("connections", "check", "erp")).isEqualTo(2);
    }

    @Test
    void validConfigurationIsValidAndNothingIsStarted() throws IOException {
        afterRun("""
                        - log:
                            message: x
                """);
        assertThat(cli.run("validate")).isEqualTo(0);
        assertThat(cli.out()).startsWith("valid: 1 loads, 1 connections");
        assertThat(cli.folder.resolve("data")).doesNotExist();
    }

    @Test
    void yamlSyntaxErrorIsTold() throws IOException {
        afterRun("""
                        - log:
                            message: "x
                """);
        assertThat(cli.run("validate")).isEqualTo(2);
        assertThat(cli.err()).contains("after-run.camel.yaml line 8, column 1: found unexpected end of stream");
    }

    @Test
    void unknownStepIsToldAlsoByAStart() throws IOException {
        afterRun("""
                        - logg:
                            message: x
                """);
        for (String command : new String[] {"validate", "run"}) {
            assertThat(cli.run(command)).isEqualTo(2);
            assertThat(cli.err()).contains("after-run.camel.yaml line 6, column 11: Unknown node id: logg");
        }
    }

    @Test
    void missingDirectRouteIsTold() throws IOException {
        afterRun("""
                        - to:
                            uri: direct:gone
                """);
        assertThat(cli.run("validate")).isEqualTo(2);
        assertThat(cli.err())
                .contains("after-run.camel.yaml line 7 calls direct:gone")
                .contains("routes/gone.camel.yaml");
    }

    @Test
    void twoRoutesWithOneIdAreTold() throws IOException {
        afterRun("""
                        - log:
                            message: x
                """);
        Files.writeString(cli.folder.resolve("routes/mine.yaml"), """
                - route:
                    id: after-run
                    from:
                      uri: direct:mine
                      steps:
                        - log:
                            message: x
                """);
        assertThat(cli.run("validate")).isEqualTo(2);
        assertThat(cli.err())
                .contains("after-run.camel.yaml line 2")
                .contains("mine.yaml line 2")
                .contains("Duplicate route ids");
    }

    @Test
    void unknownComponentIsToldWithItsRoute() throws IOException {
        afterRun("""
                        - to:
                            uri: nosuch:x
                """);
        assertThat(cli.run("validate")).isEqualTo(2);
        assertThat(cli.err()).contains("after-run.camel.yaml line 2").contains("nosuch");
    }
}
