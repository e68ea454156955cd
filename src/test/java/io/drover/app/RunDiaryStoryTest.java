package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.testing.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run did, told after it is over and after a restart. */
class RunDiaryStoryTest {
    @TempDir
    Path folder;

    @Test
    void attemptsAndThroughputAreKnownAfterARestartAndFirstTrySuccessLeavesNoAttempts() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing(
                        ScriptedServer.answer(429, "{}", "Retry-After: 1"),
                        ScriptedServer.answer(503, "{}"),
                        ScriptedServer.answer(400, "{}"),
                        ScriptedServer.answer(200, "[]"));
                ApiLab lab = new ApiLab(folder)
                        .set(
                                "drover.connections.crm.api-base-url=" + server.url(),
                                "drover.connections.crm.concurrency=1",
                                "drover.connections.crm.backoff=10ms",
                                "drover.connections.crm.check-request=none",
                                "drover.loads.people.connection=crm",
                                "drover.loads.people.settle=0s")
                        .start()) {
            String run = lab.post("/api/loads/people/files?name=a.csv", "id\n1\n2\n")
                    .json()
                    .path("run")
                    .asText();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> lab.get("/api/runs/" + run).json().hasNonNull("ended_at"));
            lab.stop();
            lab.start();
            assertThat(attempts(lab, run, "1")).containsExactly("429 yield", "503 retry", "400 settled");
            assertThat(attempts(lab, run, "2")).isEmpty();
            long records = 0;
            for (JsonNode second :
                    lab.get("/api/runs/" + run + "/activity").json().path("seconds")) {
                records += second.path(1).asLong() + second.path(2).asLong();
            }
            assertThat(records).isEqualTo(2);
            assertThat(lab.get("/api/runs/" + run + "/causes").body()).contains("\"fields\":{\"id\":\"1\"}");
            assertThat(Files.exists(folder.resolve("home/state/diary/" + run + ".jsonl")))
                    .isTrue();
        }
    }

    private static List<String> attempts(ApiLab lab, String run, String batch) {
        List<String> attempts = new ArrayList<>();
        lab.get("/api/runs/" + run + "/attempts?batch=" + batch)
                .json()
                .path("items")
                .forEach(each -> attempts.add(
                        each.path("status").asText() + " " + each.path("then").asText()));
        return attempts;
    }
}
