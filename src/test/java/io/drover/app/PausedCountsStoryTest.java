package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted of a run does not change by its being paused. */
class PausedCountsStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Step OK = answer(200, "[]");
    private static final List<String> COUNTS =
            List.of("records", "succeeded", "batches", "requests", "retries", "yields", "total", "total_is_exact");

    @TempDir
    Path folder;

    @Test
    void everyRequestOfAPausedRunCountsAlsoAfterARestartAndInTheSummary() throws Exception {
        AtomicBoolean busy = new AtomicBoolean(true);
        Step wait = answer(429, "", "Retry-After: 3600");
        AtomicBoolean first = new AtomicBoolean(true);
        try (ScriptedServer server = ScriptedServer.playing(by(request -> {
                    if (request.body().contains("\"1\"")) {
                        return first.getAndSet(false) ? answer(503, "{}") : OK;
                    }
                    return busy.get() ? wait : OK;
                }));
                ApiLab lab = new ApiLab(folder)
                        .set(
                                "drover.connections.crm.api-base-url=" + server.url(),
                                "drover.connections.crm.concurrency=4",
                                "drover.connections.crm.backoff=10ms",
                                "drover.connections.crm.check-request=none",
                                "drover.loads.people.connection=crm",
                                "drover.loads.people.settle=0s")
                        .start()) {
            String run = lab.post("/api/loads/people/files?name=a.csv", "id\n1\n2\n3\n")
                    .json()
                    .path("run")
                    .asText();
            await().atMost(PATIENCE).until(() -> {
                JsonNode now = now(lab, run);
                return now.path("yields").asInt() > 0 && now.path("in_flight").asInt() == 0;
            });
            JsonNode before = now(lab, run);
            assertThat(lab.post("/api/runs/" + run + "/pause", "").status()).isEqualTo(202);
            awaitState(lab, run, "paused");
            assertThat(counts(now(lab, run))).isEqualTo(counts(before));
            assertThat(before.path("requests").asInt())
                    .isEqualTo(server.received().size());
            assertThat(before.path("retries").asInt()).isEqualTo(1);
            assertThat(before.path("total").asInt()).isEqualTo(3);
            lab.stop();
            lab.start();
            awaitState(lab, run, "paused");
            assertThat(counts(now(lab, run))).isEqualTo(counts(before));
            busy.set(false);
            assertThat(lab.post("/api/runs/" + run + "/resume", "").status()).isEqualTo(202);
            awaitState(lab, run, "done");
            JsonNode over = now(lab, run);
            assertThat(over.path("requests").asInt())
                    .isEqualTo(server.received().size());
            assertThat(over.path("yields")).isEqualTo(before.path("yields"));
            assertThat(over.path("retries")).isEqualTo(before.path("retries"));
            assertThat(over.path("records").asInt()).isEqualTo(3);
        }
    }

    private static JsonNode now(ApiLab lab, String run) {
        return lab.get("/api/runs/" + run).json();
    }

    private static void awaitState(ApiLab lab, String run, String state) {
        await().atMost(PATIENCE)
                .until(() -> now(lab, run).path("state").asText().equals(state));
    }

    private static List<String> counts(JsonNode run) {
        List<String> counts = new ArrayList<>();
        COUNTS.forEach(name -> counts.add(name + " " + run.path(name)));
        return counts;
    }
}
