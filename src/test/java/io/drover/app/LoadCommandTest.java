package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code load} and what follows it, against the real sandbox. */
class LoadCommandTest {
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

    private String file(String name, int good, int bad) throws IOException {
        return cli.people(name, good, bad).toString();
    }

    @Test
    void exitCodeIsZeroWhenAllRecordsSucceed() throws IOException {
        assertThat(cli.run("load", file("a.csv", 5, 0), "--load", "people")).isEqualTo(0);
        assertThat(cli.out())
                .contains("5: 5 succeeded, 0 failed")
                .contains("successes")
                .contains("a.");
        assertThat(cli.err()).contains("a.csv: 5 of 5 records (100 %)");
    }

    @Test
    void exitCodeIsThreeWhenSomeRecordsFail() throws IOException {
        assertThat(cli.run("load", file("a.csv", 3, 2), "--load", "people")).isEqualTo(3);
        assertThat(cli.out()).contains("5: 3 succeeded, 2 failed (2 response)");
    }

    @Test
    void sameContentIsRefusedUnlessAgain() throws IOException {
        String file = file("a.csv", 2, 0);
        assertThat(cli.run("load", file, "--load", "people")).isEqualTo(0);
        assertThat(cli.run("load", file, "--load", "people")).isEqualTo(1);
        assertThat(cli.err())
                .contains("was rejected: its content was loaded before")
                .contains("--again");
        assertThat(cli.out()).isEmpty();
        assertThat(cli.run("load", file, "--load", "people", "--again")).isEqualTo(0);
    }

    @Test
    void jsonEventsEndWithTheSummary() throws IOException {
        assertThat(cli.run("load", file("a.csv", 3, 1), "--load", "people", "--json", "--progress", "none"))
                .isEqualTo(3);
        List<JsonNode> events = new ArrayList<>();
        for (String line : cli.out().lines().toList()) {
            events.add(new JsonMapper().readTree(line));
        }
        assertThat(events.get(0).path("event").textValue()).isEqualTo("started");
        JsonNode last = events.get(events.size() - 1);
        assertThat(last.path("event").textValue()).isEqualTo("summary");
        assertThat(last.path("records").intValue()).isEqualTo(4);
        assertThat(last.path("failed").intValue()).isEqualTo(1);
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void replayIsARunLinkedToItsParent() throws IOException {
        cli.run("load", file("a.csv", 3, 2), "--load", "people");
        String parent = cli.newestRun();
        assertThat(cli.run("replay", parent)).isEqualTo(3);
        assertThat(cli.out()).contains("2: 0 succeeded, 2 failed").contains("errors of run " + parent);
        String child = cli.newestRun();
        assertThat(cli.run("runs", "show", child, "--json")).isEqualTo(0);
        assertThat(new JsonMapper().readTree(cli.out()).path("parent_run").textValue())
                .isEqualTo(parent);
        assertThat(cli.run("replay", parent)).as("never refused as a duplicate").isEqualTo(3);
    }

    @Test
    void replayLoadsThoseOfOneCauseOnly() throws IOException {
        cli.run("load", file("a.csv", 3, 2), "--load", "people");
        assertThat(cli.out()).contains("  cause 1");
        String parent = cli.newestRun();
        assertThat(cli.run("replay", parent, "--cause", "1")).isEqualTo(3);
        assertThat(cli.out()).contains("errors of run " + parent);
        assertThat(cli.run("replay", parent, "--cause", "9")).isEqualTo(2);
        assertThat(cli.err()).contains("--cause must be the number of a cause", "but was 9");
        assertThat(cli.run("replay", parent, "--code", "unheard-of")).isEqualTo(2);
        assertThat(cli.err()).contains("has the code 'unheard-of'");
    }

    @Test
    void replayOfARunWithoutErrorsHasNothingToDo() throws IOException {
        cli.run("load", file("a.csv", 1, 0), "--load", "people");
        assertThat(cli.run("replay", cli.newestRun())).isEqualTo(0);
        assertThat(cli.err()).contains("no failed records");
    }

    @Test
    void verifyProvesAndFindsTampering() throws IOException {
        cli.run("load", file("a.csv", 3, 2), "--load", "people");
        String run = cli.newestRun();
        assertThat(cli.run("verify", run)).isEqualTo(0);
        assertThat(cli.out()).contains("is proved: 5 records");
        Path success = cli.folder.resolve("data/results/people/a." + run + ".success.csv");
        Files.writeString(success, Files.readString(success).replace("Paris", "Praha"));
        assertThat(cli.run("verify", run)).isEqualTo(1);
        assertThat(cli.out()).contains("success file: its SHA-256 is");
    }

    @Test
    void runsCanBeReadWhileAnotherDroverHasTheHome() throws Exception {
        String first = file("a.csv", 1, 0);
        cli.run("load", first, "--load", "people");
        cli.configured(sandbox, "/v2/down", "drover.connections.crm.max-retries=1000");
        CliLab other = new CliLab(cli.folder);
        String second = file("b.csv", 4, 0);
        CompletableFuture<Integer> loading =
                CompletableFuture.supplyAsync(() -> other.run("load", second, "--load", "people"));
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> {
            cli.run("runs");
            return cli.out().contains("b.csv");
        });
        assertThat(cli.run("runs", "show", cli.newestRun())).isEqualTo(0);
        assertThat(cli.out()).contains("running since").contains("0 records");
        assertThat(cli.run("load", first, "--load", "people")).isEqualTo(2);
        assertThat(cli.err()).contains("is in use by process");
        other.interruption.interrupt();
        assertThat(loading.get(15, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(other.err()).contains("stopped with records pending");
    }

    @Test
    void interruptedRunGoesOnInsteadOfBeingADuplicate() throws Exception {
        int port = sandbox.uri().getPort();
        sandbox.close();
        String file = file("a.csv", 4, 1);
        CliLab interrupted = new CliLab(cli.folder);
        CompletableFuture<Integer> loading =
                CompletableFuture.supplyAsync(() -> interrupted.run("load", file, "--load", "people"));
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> {
            cli.run("runs");
            return cli.out().contains("running");
        });
        interrupted.interruption.interrupt();
        assertThat(loading.get(15, TimeUnit.SECONDS)).isEqualTo(130);
        String run = cli.newestRun();
        assertThat(cli.run("verify", run)).isEqualTo(1);
        assertThat(cli.out()).contains("no results yet");
        assertThat(cli.run("replay", run)).isEqualTo(2);
        sandbox = Sandbox.start(port);
        assertThat(cli.run("load", file, "--load", "people")).isEqualTo(3);
        assertThat(cli.err()).contains("already in run " + run).contains("that run goes on");
        assertThat(cli.out()).contains("Run " + run + " done").contains("5: 4 succeeded, 1 failed");
        assertThat(cli.newestRun()).isEqualTo(run);
    }

    @Test
    void demoSucceedsTwice() {
        String home = cli.folder.resolve("demo").toString();
        for (int i = 0; i < 2; i++) {
            assertThat(cli.run("demo", "--home", home)).isEqualTo(0);
            assertThat(cli.out())
                    .contains("1000: 987 succeeded, 13 failed")
                    .contains("_class,_message")
                    .contains("replay");
        }
    }
}
