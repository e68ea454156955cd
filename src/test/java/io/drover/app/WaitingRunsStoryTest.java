package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are told something while they wait for a destination that asked for an hour. */
class WaitingRunsStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Step AN_HOUR = answer(429, "", "Retry-After: 3600");
    private static final Step OK = answer(200, "[]");

    @TempDir
    Path folder;

    private final AtomicReference<Step> destination = new AtomicReference<>(AN_HOUR);
    private ScriptedServer server;
    private ApiLab lab;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.playing(by(request -> destination.get()));
        lab = new ApiLab(folder)
                .set(
                        "drover.connections.crm.api-base-url=" + server.url(),
                        "drover.connections.crm.concurrency=1",
                        "drover.loads.one.connection=crm",
                        "drover.loads.one.settle=0s",
                        "drover.loads.many.connection=crm",
                        "drover.loads.many.settle=0s",
                        "drover.loads.many.grouping-limit=100",
                        "drover.loads.many.batch-across-files=true",
                        "drover.loads.many.completion-time=1s")
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        lab.close();
        server.close();
    }

    private void drop(String load, String name, String content) throws IOException {
        Files.writeString(lab.home().resolve("inbox").resolve(load).resolve(name), content);
    }

    private List<String> runs() {
        List<String> runs = new ArrayList<>();
        lab.get("/api/runs")
                .json()
                .path("items")
                .forEach(run -> runs.add(run.path("run").asText()));
        return runs;
    }

    private String state(String run) {
        return lab.get("/api/runs/" + run).json().path("state").asText();
    }

    private void awaitState(List<String> runs, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(runs)
                        .allSatisfy(run -> assertThat(state(run)).isEqualTo(state)));
    }

    private void awaitTold() {
        await().atMost(PATIENCE).until(() -> server.received().size() == 1);
        await().atMost(PATIENCE)
                .until(() -> lab.get("/api/connections/crm")
                        .json()
                        .path("gate")
                        .asText()
                        .startsWith("paused"));
    }

    private void tell(String run, String order) {
        assertThat(lab.post("/api/runs/" + run + "/" + order, "").status()).isEqualTo(202);
    }

    @Test
    void aRunThatWaitsForAnHourIsPausedAtOnceAndCancelledAtOnce() throws IOException {
        drop("one", "a.csv", "id\n1\n2\n");
        awaitTold();
        String waits = runs().get(0);
        lab.post("/api/loads/one/files?name=b.csv", "id\n3\n");
        await().atMost(PATIENCE).until(() -> runs().size() == 2);
        String behind = runs().get(0);
        tell(behind, "pause");
        awaitState(List.of(behind), "paused");
        assertThat(state(waits)).isEqualTo("running");
        tell(waits, "pause");
        awaitState(List.of(waits), "paused");
        tell(waits, "resume");
        awaitState(List.of(waits), "running");
        tell(waits, "cancel");
        awaitState(List.of(waits), "cancelled");
        JsonNode cancelled = lab.get("/api/runs/" + waits).json();
        assertThat(cancelled.path("errors_by_class").path("unprocessed").asInt())
                .isEqualTo(2);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void filesThatShareABatchArePausedAndResumedTogether() throws IOException {
        dropThree();
        awaitTold();
        List<String> runs = runs();
        tell(runs.get(0), "pause");
        awaitState(runs, "paused");
        assertThat(lab.get("/api/runs/" + runs.get(2)).json().path("reason").asText())
                .contains(runs.get(0));
        lab.stop();
        destination.set(OK);
        lab.start();
        awaitState(runs, "paused");
        tell(runs.get(1), "resume");
        awaitState(runs, "done");
        assertThat(server.received()).hasSize(2);
        assertThat(server.received().get(1).body())
                .isEqualTo(server.received().get(0).body());
        assertThat(server.received().get(1).header("Idempotency-Key"))
                .isEqualTo(server.received().get(0).header("Idempotency-Key"));
    }

    @Test
    void filesThatShareABatchAreCancelledTogetherAndEveryRecordIsAccountedFor() throws IOException {
        dropThree();
        awaitTold();
        List<String> runs = runs();
        tell(runs.get(1), "cancel");
        awaitState(runs, "cancelled");
        for (String run : runs) {
            JsonNode json = lab.get("/api/runs/" + run).json();
            assertThat(json.path("records").asInt()).isEqualTo(1);
            assertThat(json.path("errors_by_class").path("unprocessed").asInt()).isEqualTo(1);
        }
        assertThat(server.received()).hasSize(1);
        assertThat(lab.post("/api/runs/" + runs.get(0) + "/resume", "").status())
                .isEqualTo(409);
    }

    private void dropThree() throws IOException {
        for (int i = 1; i <= 3; i++) {
            drop("many", "part" + i + ".csv", "id\n" + i + "\n");
        }
        await().atMost(PATIENCE).until(() -> runs().size() == 3);
    }
}
