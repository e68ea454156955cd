package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.sandbox.Sandbox;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code try}, which sends a file's first records. */
class TryCommandTest {
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

    private int tried(Path file, String... more) {
        String[] line = new String[4 + more.length];
        System.arraycopy(new String[] {"try", file.toString(), "--load", "people"}, 0, line, 0, 4);
        System.arraycopy(more, 0, line, 4, more.length);
        return cli.run(line);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(cli.folder.resolve(name), content);
    }

    @Test
    void sendsTheFirstRecordsAndShowsEach() throws IOException {
        cli.configured(
                sandbox, "/v2/customers", "drover.connections.crm.parse-path-map={\"error_message\":\"$.message\"}");
        Path file = write("a.csv", "id,email\nC1,a@b.c\nC2,x,y\nC3,nonsense\nC4,d@b.c\n");
        assertThat(tried(file, "--first", "2")).isEqualTo(3);
        assertThat(cli.out())
                .contains("records    2: 1 succeeded, 1 failed")
                .contains("a.first-2.")
                .containsSubsequence(
                        "Record 1, line 2: success",
                        "  sent      {\"id\":\"C1\",\"email\":\"a@b.c\"}",
                        "  answered  HTTP 200, answer 1",
                        "Record 3, line 4: error response: ",
                        "  sent      {\"id\":\"C3\",\"email\":\"nonsense\"}",
                        "of this record {\"error_message\":",
                        "Answer 1:",
                        "C3")
                .doesNotContain("C4");
        assertThat(cli.err()).contains("Passed by: record 2, line 3").contains("really sent");
        assertThat(file).content().hasLineCount(5);
        assertThat(cli.newestRun()).isNotEmpty();
    }

    @Test
    void theWholeFileCanBeLoadedAfterwards() throws IOException {
        Path file = cli.people("a.csv", 3, 0);
        assertThat(tried(file)).isEqualTo(0);
        assertThat(tried(file)).isEqualTo(0);
        assertThat(cli.run("load", file.toString(), "--load", "people")).isEqualTo(0);
        assertThat(cli.out()).contains("3: 3 succeeded");
    }

    @Test
    void takesJsonAndOtherCharsetsAsTheyAre() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(answer(200, "[]"))) {
            Files.writeString(cli.folder.resolve("application.properties"), """
                    drover.connections.crm.api-base-url=%s
                    drover.loads.people.connection=crm
                    drover.loads.people.charset=windows-1252
                    drover.loads.people.request-split-path=$.all.*
                    """.formatted(server.url()));
            Path csv = cli.folder.resolve("a.csv");
            Files.write(csv, "id;\u00fc\n1;2\n".replace(';', ',').getBytes(Charset.forName("windows-1252")));
            assertThat(tried(csv)).isEqualTo(0);
            assertThat(tried(write("a.json", "{\"all\":[{\"id\": 1.50,\n \"n\":\"\u00fc\"},{\"id\":2}]}")))
                    .isEqualTo(0);
            assertThat(server.received())
                    .extracting(ScriptedServer.Received::body)
                    .isEqualTo(List.of("[{\"id\":\"1\",\"\u00fc\":\"2\"}]", "[{\"id\":1.50,\"n\":\"\u00fc\"}]"));
        }
    }

    @Test
    void anAnswerCantSteerTheTerminal() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(answer(200, "\u001b[2J\u009bfine"))) {
            Files.writeString(cli.folder.resolve("application.properties"), """
                    drover.connections.crm.api-base-url=%s
                    drover.loads.people.connection=crm
                    """.formatted(server.url()));
            assertThat(tried(cli.people("a.csv", 1, 0))).isEqualTo(0);
            assertThat(cli.out()).contains("?[2J?fine").doesNotContain("\u001b", "\u009b");
        }
    }

    @Test
    void tellsMachinesTheSame() throws IOException {
        assertThat(tried(cli.people("a.csv", 1, 1), "--first", "5", "--json")).isEqualTo(3);
        List<String> records = cli.out()
                .lines()
                .filter(line -> line.startsWith("{\"event\":\"record\""))
                .toList();
        assertThat(records).hasSize(2);
        JsonNode second = new JsonMapper().readTree(records.get(1).getBytes(StandardCharsets.UTF_8));
        assertThat(second.path("record").intValue()).isEqualTo(2);
        assertThat(second.path("verdict").textValue()).startsWith("error response: ");
        assertThat(second.path("answer").textValue()).contains("C2");
    }

    @Test
    void usageIsChecked() throws IOException {
        assertThat(tried(cli.people("a.csv", 1, 0), "--first", "0")).isEqualTo(2);
        assertThat(tried(cli.folder.resolve("gone.csv"))).isEqualTo(2);
        assertThat(cli.err()).contains("there is no");
    }
}
