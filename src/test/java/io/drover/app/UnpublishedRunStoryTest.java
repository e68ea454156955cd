package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.testing.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of which all is settled, and whose results can't be published. */
class UnpublishedRunStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void isShownAsPausedWithItsReasonAndGoesOnByItself() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing(by(request -> answer(200, "[]")));
                ApiLab lab = new ApiLab(folder)
                        .set(
                                "drover.connections.crm.api-base-url=" + server.url(),
                                "drover.loads.one.connection=crm",
                                "drover.loads.one.settle=0s")
                        .start()) {
            Path results = lab.home().resolve("results/one");
            Files.delete(results);
            Files.writeString(results, "in the way");
            Files.writeString(lab.home().resolve("inbox/one/a.csv"), "id\n1\n2\n");

            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(onlyRun(lab).path("state").asText()).isEqualTo("paused"));
            assertThat(onlyRun(lab).path("reason").asText()).contains(results.toString());
            assertThat(server.received()).hasSize(2);

            Files.delete(results);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(onlyRun(lab).path("state").asText()).isEqualTo("done"));
            assertThat(results).isDirectoryContaining("glob:**.summary.json");
            assertThat(server.received()).hasSize(2);
        }
    }

    private static JsonNode onlyRun(ApiLab lab) {
        JsonNode runs = lab.get("/api/runs").json().path("items");
        return runs.isEmpty()
                ? runs
                : lab.get("/api/runs/" + runs.get(0).path("run").asText()).json();
    }
}
