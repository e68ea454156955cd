package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.response.RulesText;
import io.drover.response.ShippedRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code response}, {@code response test} and {@code response suggest}, and every example of docs/responses.md. */
class ResponseCommandsTest {
    private static final Path PAGE = Path.of("docs/responses.md");

    @TempDir
    Path folder;

    private CliLab cli;

    @BeforeEach
    void stand() {
        cli = new CliLab(folder);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int test(String rules, String request, String response, String... more) throws IOException {
        List<String> arguments = new java.util.ArrayList<>(List.of("response", "test", rules));
        arguments.addAll(List.of("--request", file("request.json", request)));
        arguments.addAll(List.of("--response", file("response.json", response)));
        arguments.addAll(List.of(more));
        return cli.run(arguments.toArray(String[]::new));
    }

    private int suggest(String request, String response) throws IOException {
        return cli.run(
                "response",
                "suggest",
                "--request",
                file("request.json", request),
                "--response",
                file("response.json", response));
    }

    @Test
    void keptAnswersAreReadByTheSettingsOfTheirConnection() throws IOException {
        String settings = """
                drover.connections.crm.api-base-url=https://eu.example.com
                drover.connections.crm.auth=bearer
                drover.connections.crm.client-secret=pl4nted-s3cret
                """;
        file("application.properties", settings + "drover.connections.crm.response-split-path=$.good.*,$.errors.*\n");
        Files.createDirectories(folder.resolve("responses/cases/crm"));
        file("responses/cases/crm/one-bad.json", """
                {"request": "[{\\"id\\": 1}, {\\"id\\": 2}]", "status": 200,
                 "answer": "{\\"good\\": [{\\"id\\": 1}], \\"errors\\": [{\\"id\\": 2, \\"message\\": \\"no\\"}]}",
                 "expected": ["settled", "success", "response"]}
                """);
        file("responses/cases/crm/busy.json", """
                {"request": "[{}]", "status": 429, "answer": "", "expected": ["yield"]}
                """);
        assertThat(cli.run("response", "cases", "crm")).as(cli.err()).isZero();
        assertThat(cli.out()).contains("PASS  busy", "PASS  one-bad");
        file("application.properties", settings);
        assertThat(cli.run("response", "cases", "crm")).isEqualTo(3);
        assertThat(cli.out())
                .contains(
                        "FAIL  one-bad  kept as settled, success, response, but is read as settled, success, success");
        assertThat(cli.run("response", "cases", "nobody")).isEqualTo(2);
    }

    @Test
    void anAnswerThatItsStatusRefusesIsNotReadByLists() throws IOException {
        String rules = file("rules.yaml", "lists:\n  - {path: $.done, role: success, correlate: position}\n");
        assertThat(test(rules, "[{}]", "{\"done\":[{}]}", "--status", "503")).isEqualTo(3);
        assertThat(cli.out()).contains("HTTP 503 is judged by the codes").doesNotContain("RECORD", "success  ");
        assertThat(test(rules, "[{}]", "{\"done\":[{}]}", "--status", "503", "--json"))
                .isEqualTo(3);
        assertThat(cli.out()).contains("by_status").doesNotContain("\"record\"");
        assertThat(test(rules, "[{}]", "{\"done\":[{}]}", "--status", "207")).isZero();
        String taken = file("taken.yaml", """
                request:
                  - {when: status == 400, verdict: success}
                lists:
                  - {path: $.done, role: success, correlate: position}
                """);
        assertThat(test(taken, "[{}]", "{\"done\":[{}]}", "--status", "400")).isZero();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @Test
    void theFirstExampleOfThePageIsSo() throws IOException {
        List<String> json = blocks("json");
        assertThat(json).hasSize(2);
        int code = test(file("rules.yaml", blocks("yaml").get(0)), json.get(0), json.get(1));
        assertThat(cli.out()).isEqualTo(blocks("text").get(0));
        assertThat(code).isEqualTo(3);
    }

    @Test
    void everyExampleOfThePageIsRight() throws IOException {
        List<String> rules = blocks("yaml");
        assertThat(rules).hasSize(6);
        for (String text : rules) {
            assertThat(new RulesText("docs/responses.md", text).problems(ResponseCheck.engine()))
                    .as(text)
                    .isEmpty();
        }
        for (String condition : blocks("text").get(1).lines().toList()) {
            assertThat(new RulesText("docs/responses.md", "expect: >-\n  " + condition)
                            .problems(ResponseCheck.engine()))
                    .as(condition)
                    .isEmpty();
        }
        Pattern correlations = Pattern.compile("^\\| `(\\{.*?}|position|auto|field:[^`]*)` \\|", Pattern.MULTILINE);
        List<MatchResult> found =
                correlations.matcher(Files.readString(PAGE)).results().toList();
        assertThat(found).hasSize(9);
        for (MatchResult one : found) {
            String text = "correlate: " + one.group(1);
            assertThat(new RulesText("docs/responses.md", text).problems(ResponseCheck.engine()))
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void thePageNamesAllShippedRules() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(ShippedRules.NAMES).allMatch(name -> page.contains("| `" + name + "` |"));
        assertThat(cli.run("response")).isZero();
        assertThat(cli.out().lines()).hasSameSizeAs(ShippedRules.NAMES).allMatch(line -> line.length() > 30);
    }

    @Test
    void testsShippedRulesByStatusAndHeaders() throws IOException {
        int code = test(
                "hubspot",
                "{\"inputs\":[{\"objectWriteTraceId\":\"1\"}]}",
                "{\"category\":\"RATE_LIMITS\",\"message\":\"slow down\"}",
                "--status",
                "429",
                "--header",
                "Retry-After: 7",
                "--header",
                "X-Other: 1");
        assertThat(code).isEqualTo(3);
        assertThat(cli.out())
                .startsWith("The request as a whole: yielding in 7s, HTTP 429, by the rule status == 429")
                .contains("1       no_verdict   in 7s")
                .contains("Nothing in the answer is believed: a request rule says yielding (HTTP 429)");
    }

    @Test
    void printsEventsForMachines() throws IOException {
        int code = test(
                "microsoft-graph",
                "[{\"id\":\"1\"},{\"id\":\"2\"}]",
                "{\"responses\":[{\"id\":\"2\",\"status\":429,\"headers\":{\"Retry-After\":\"10\"}},"
                        + "{\"id\":\"1\",\"status\":201,\"body\":{\"id\":\"x\"}},{\"id\":\"9\",\"status\":201}]}",
                "--json");
        assertThat(code).isEqualTo(3);
        assertThat(cli.out().lines())
                .containsExactly(
                        "{\"event\":\"record\",\"record\":1,\"verdict\":\"success\",\"again\":false,\"warnings\":\"\","
                                + "\"parsed\":{\"entity_id\":\"x\",\"status_code\":\"\",\"error_message\":\"\"}}",
                        "{\"event\":\"record\",\"record\":2,\"verdict\":\"response\",\"again\":true,"
                                + "\"delay_seconds\":10.0,\"message\":\"the answer names this record as failed and gives"
                                + " no reason\",\"code\":\"\",\"hint\":\"\",\"parsed\":{\"entity_id\":\"\","
                                + "\"status_code\":\"\",\"error_message\":\"\"}}",
                        "{\"event\":\"answer\",\"unmatched\":1,\"problem\":\"\"}");
    }

    @Test
    void suggestsAnotherPathForTheCodeThanForTheMessage() throws IOException {
        suggest(
                "[{\"a\":1},{\"a\":2}]",
                "{\"items\":[{\"index\":{\"_id\":\"1\",\"status\":201}},{\"index\":{\"_id\":\"2\",\"status\":400,"
                        + "\"error\":{\"type\":\"mapper\",\"reason\":\"bad\"}}}]}");
        assertThat(cli.out()).contains("status_code: \"$.error.type\"").contains("error_message: \"$.error.reason\"");
    }

    @Test
    void suggestsTheShortFormWhereItIsEnough() throws IOException {
        assertThat(suggest(
                        "[{\"id\":1},{\"id\":2}]",
                        "{\"result\":{\"success\":{\"data\":[{\"id\":\"1\",\"message\":\"done\"}]},"
                                + "\"errors\":{\"data\":[{\"id\":\"2\",\"code\":\"E1\",\"message\":\"bad\"}]}}}"))
                .isZero();
        assertThat(cli.out().lines().toList())
                .containsExactly(
                        "response-split-path=$.result.success.data.*,$.result.errors.data.*",
                        "correlate=field:id=$.id",
                        "parse-path-map={\"entity_id\":\"$.id\",\"status_code\":\"$.code\",\"error_message\":\"$.message\"}");
        assertThat(cli.err())
                .contains("Settings of the connection")
                .contains("1       success")
                .contains("2       response");
    }

    @Test
    void suggestsRulesWhereTheShortFormIsNotEnough() throws IOException {
        assertThat(
                        suggest(
                                "[{\"email\":\"A@x.org\"},{\"email\":\"b@x.org\"}]",
                                "{\"members\":[{\"address\":\"a@x.org\"}],\"errors\":[{\"row\":1,\"detail\":\"bad\"}],\"skipped\":[]}"))
                .isZero();
        Path rules = Files.writeString(folder.resolve("suggested.yaml"), cli.out());
        assertThat(cli.out())
                .contains("correlate: {field: \"email\", path: \"$.address\", fold-case: true}")
                .contains("correlate: {index: \"$.row\", first: 0}");
        assertThat(cli.err()).contains("To be checked: $.skipped is empty here");
        assertThat(cli.run(
                        "response",
                        "test",
                        rules.toString(),
                        "--request",
                        folder.resolve("request.json").toString(),
                        "--response",
                        folder.resolve("response.json").toString()))
                .isEqualTo(3);
        assertThat(cli.out()).contains("1       success").contains("2       response                bad");
    }

    @Test
    void refusesWhatCanNotBeRead() throws IOException {
        assertThat(test("nosuch", "[{}]", "{}")).isEqualTo(2);
        assertThat(cli.err()).contains("the rules must be a file or one of akamai");
        assertThat(test(file("bad.yaml", "lists: []\nlist: []\n"), "[{}]", "{}"))
                .isEqualTo(2);
        assertThat(cli.err()).contains("bad.yaml line 2");
        assertThat(test("kit", "[1]", "{}")).isEqualTo(2);
        assertThat(test("kit", "[]", "{}")).isEqualTo(2);
        assertThat(test("kit", "no", "{}")).isEqualTo(2);
        assertThat(test("kit", "[{}]", "{}", "--status", "high")).isEqualTo(2);
        assertThat(test("kit", "[{}]", "{}", "--header", "none")).isEqualTo(2);
        assertThat(cli.run("response", "test", "kit", "--request", "none.json", "--response", "none.json"))
                .isEqualTo(2);
        assertThat(cli.err()).contains("there is no");
        assertThat(suggest("[{\"a\":1}]", "{\"ok\":true}")).isEqualTo(1);
        assertThat(suggest("[{\"a\":1}]", "<html>")).isEqualTo(1);
    }
}
