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
                        "  request   {\"id\":\"C1\",\"email\":\"a@b.c\"}",
                        "  answer    HTTP 200 {\"id\":\"C1\",\"status\":true,",
                        "Record 3, line 4: error response: Invalid email",
                        "  request   {\"id\":\"C3\",\"email\":\"nonsense\"}",
                        "  answer    HTTP 200 {\"id\":\"C3\",\"status\":false,",
                        "  read      {\"error_message\":\"Invalid email\"}")
                .doesNotContain("C4", "Answer 1");
        assertThat(cli.err()).contains("Passed by: record 2, line 3").contains("really sent");
        assertThat(file).content().hasLineCount(5);
        assertThat(cli.newestRun()).isNotEmpty();
    }

    private void answering(ScriptedServer server, String... more) throws IOException {
        Files.writeString(
                cli.folder.resolve("application.properties"),
                "drover.connections.crm.api-base-url=" + server.url()
                        + "\ndrover.loads.people.connection=crm\ndrover.loads.people.grouping-limit=10\n"
                        + String.join("\n", more) + "\n");
    }

    @Test
    void countsGroupsAndTakesAllOfTheirRecordsWhereverTheyStand() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(
                answer(200, "{\"errors\":[{\"bill\":\"B2\",\"message\":\"no\"}],\"done\":[{\"bill\":\"B1\"}]}"))) {
            answering(
                    server,
                    "drover.loads.people.group-by=bill",
                    "drover.connections.crm.response-split-path=$.errors.*,$.done.*");
            Path file =
                    write("a.csv", "bill,item\nB1,milk\nB2,tea\nB1,x,y\nB1,salt\nB3,rice\nB2,jam\nB4,oil\nB1,ham\n");
            assertThat(tried(file, "--first", "2")).isEqualTo(3);
            assertThat(cli.out())
                    .containsSubsequence(
                            "Records 1, 4, 8, lines 2, 5, 9: success",
                            "  request   {\"bill\":\"B1\",\"records\":[{\"item\":\"milk\"},{\"item\":\"salt\"},{\"item\":\"ham\"}]}",
                            "  answer    HTTP 200 {\"bill\":\"B1\"}",
                            "Records 2, 6, lines 3, 7: error response: no",
                            "  answer    HTTP 200 {\"bill\":\"B2\",\"message\":\"no\"}")
                    .doesNotContain("B3", "B4");
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void showsTheWholeRequestAndAnswerWhereTheyAreOfOneRecord() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(answer(201, "{\"id\":7}"), answer(422, "no such city"))) {
            answering(
                    server,
                    "drover.connections.crm.api-method=PUT",
                    "drover.connections.crm.bulk-support=false",
                    "drover.connections.crm.body-shape=form",
                    "drover.connections.crm.api-endpoint=/people/$id");
            assertThat(tried(write("a.csv", "id,city\nC 1,Bern\nC2,Ur\n"), "--first", "2"))
                    .isEqualTo(3);
            assertThat(cli.out())
                    .containsSubsequence(
                            "Record 1, line 2: success",
                            "  request   PUT /people/C%201 id=C+1&city=Bern",
                            "  answer    HTTP 201 {\"id\":7}",
                            "Record 2, line 3: error http: ",
                            "  request   PUT /people/C2 id=C2&city=Ur",
                            "  answer    HTTP 422 no such city");
        }
    }

    @Test
    void anAnswerThatSaysTheSameOfAllIsShownOnce() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(answer(422, "closed for my-secret-42 today"))) {
            answering(
                    server, "drover.connections.crm.auth=bearer", "drover.connections.crm.client-secret=my-secret-42");
            assertThat(tried(cli.people("a.csv", 2, 0), "--first", "2")).isEqualTo(3);
            assertThat(cli.out())
                    .containsSubsequence("Record 1,", "all of answer 1", "Record 2,", "all of answer 1", "Answer 1:")
                    .contains("closed for ***** today")
                    .doesNotContain("my-secret-42");
        }
    }

    @Test
    void aRefusalThatNamesARecordIsItsPart() throws IOException {
        String refusal = "{\"errors\":[{\"pointer\":\"/1/city\",\"detail\":\"too old\"}]}";
        try (ScriptedServer server = ScriptedServer.playing(answer(422, refusal), answer(200, "[]"))) {
            answering(server);
            assertThat(tried(cli.people("a.csv", 3, 0), "--first", "3")).isEqualTo(3);
            assertThat(cli.out())
                    .containsSubsequence(
                            "Record 1, line 2: success",
                            "HTTP 200 all of answer 2",
                            "Record 2, line 3: error http: ",
                            "  answer    HTTP 422 {\"pointer\":\"/1/city\",\"detail\":\"too old\"}",
                            "Record 3, line 4: success",
                            "Answer 2:")
                    .doesNotContain("Answer 1:");
        }
    }

    @Test
    void anAnswerThatCantBeReadIsShownAllTheSame() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(answer(200, "{\"items\":[{\"id\":\"C1\"}]}"))) {
            answering(server, "drover.connections.crm.response-split-path=$.results.*");
            assertThat(tried(cli.people("a.csv", 1, 0))).isEqualTo(1);
            assertThat(cli.out())
                    .containsSubsequence(
                            "Record 1, line 2: no verdict: the answer can't be read",
                            "  answer    HTTP 200 {\"items\":[{\"id\":\"C1\"}]}");
            assertThat(cli.err()).contains("response-split-path");
        }
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
        assertThat(second.path("answer").textValue()).contains("C1", "C2");
        assertThat(second.path("answer_parts").size()).isEqualTo(1);
        assertThat(second.path("answer_parts").path(0).textValue())
                .contains("C2")
                .doesNotContain("C1");
    }

    @Test
    void usageIsChecked() throws IOException {
        assertThat(tried(cli.people("a.csv", 1, 0), "--first", "0")).isEqualTo(2);
        assertThat(tried(cli.folder.resolve("gone.csv"))).isEqualTo(2);
        assertThat(cli.err()).contains("there is no");
    }
}
