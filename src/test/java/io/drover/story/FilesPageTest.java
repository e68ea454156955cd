package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.app.Drover;
import io.drover.config.SettingsSource;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/files.md, as it stands there. */
class FilesPageTest {
    private static final Path EXAMPLE = Path.of("docs/examples/many-small-files");

    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    void threeFilesAreOneRequestAndThreeRuns() throws IOException {
        Files.copy(EXAMPLE.resolve("application.properties"), folder.resolve("application.properties"));
        CrashLab.copy(EXAMPLE.resolve("inbox"), folder.resolve("data/inbox/customers"));
        try (ScriptedServer server = ScriptedServer.playing(answer(200, "[]"))) {
            Map<String, String> environment = Map.of(
                    "DROVER_CONNECTIONS_CRM_API_BASE_URL", server.url().toString(), "DROVER_MANAGEMENT_PORT", "0");
            Drover drover =
                    Drover.watch(SettingsSource.inDirectory(folder, environment).read(), folder, List.of());
            try {
                Path done = folder.resolve("data/done/customers");
                CrashLab.until(() -> CrashLab.visible(done).size() == 3);
            } finally {
                drover.close();
            }
            assertThat(server.received())
                    .singleElement()
                    .extracting(ScriptedServer.Received::body)
                    .isEqualTo(Files.readString(EXAMPLE.resolve("request.json")).strip());
        }
        assertThat(CrashLab.visible(folder.resolve("data/results/customers"))).hasSize(9);
    }

    @Test
    void thePageShowsTheExample() throws IOException {
        String page = Files.readString(Path.of("docs/files.md"));
        assertThat(page)
                .contains("```properties\n" + Files.readString(EXAMPLE.resolve("application.properties")) + "```")
                .contains("```json\n" + Files.readString(EXAMPLE.resolve("request.json")) + "```")
                .contains(Files.readString(EXAMPLE.resolve("inbox/c.json")).strip());
    }
}
