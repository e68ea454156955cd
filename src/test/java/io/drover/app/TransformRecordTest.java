package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.batch.ErrorClass;
import io.drover.load.Load;
import io.drover.result.Summary;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door transform-record, as users replace it. */
class TransformRecordTest {
    private static final Path EXAMPLE = Path.of("docs/examples/transform-record");
    private static final String[] FAILS_FOR_3 = {
        "- choice:",
        "    when:",
        "      - expression: {simple: {expression: \"${body[id]} == 3\"}}",
        "        steps:",
        "          - throwException:",
        "              exceptionType: java.lang.IllegalArgumentException",
        "              message: ${body[name]} is unknown"
    };

    @TempDir
    Path folder;

    private ScriptedServer server;
    private DoorsLab lab;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.playing(answer(200, "[]"));
        lab = new DoorsLab(folder, server);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private List<String> bodies() {
        return server.received().stream().map(ScriptedServer.Received::body).toList();
    }

    private static String steps(String... scripts) {
        StringBuilder steps = new StringBuilder();
        for (String script : scripts) {
            steps.append("- script: {simple: {expression: \"").append(script).append("\"}}\n        ");
        }
        return steps.toString();
    }

    @Test
    void theExampleRenamesAddsRemovesAndFilters() throws IOException {
        lab.routesOf(EXAMPLE);
        Summary summary = lab.load(
                "customers.csv",
                "id,name,note,status\n1,Ann,x,active\n2,Bob,x,inactive\n3,Cid,x,inactive\n4,Dan,x,inactive\n5,null,,\n");
        assertThat(bodies())
                .containsExactly(
                        "[{\"id\":\"1\",\"full_name\":\"Ann\",\"status\":\"active\",\"country\":\"DE\"}]",
                        "[{\"id\":\"5\",\"full_name\":\"null\",\"status\":\"\",\"country\":\"DE\"}]");
        assertThat(summary.tally().records()).isEqualTo(5);
        assertThat(summary.tally().succeeded()).isEqualTo(2);
        assertThat(summary.tally().filtered()).isEqualTo(3);
        // The second batch had nothing to send and is settled like the others.
        assertThat(summary.tally().batches()).isEqualTo(3);
        assertThat(summary.toJson()).containsPattern("\"filtered\" ?: ?3");
        assertThat(lab.rows(summary.successFile()))
                .containsExactly(
                        "id,name,note,status,_record,_line,_batch,_attempts,_http_status",
                        "1,Ann,x,active,1,2,1,1,200",
                        "5,null,,,5,6,3,1,200");
        assertThat(lab.rows(summary.errorFile())).hasSize(1);
    }

    @Test
    void quotesLineBreaksAndDelimitersInCellsAreOnlyText() throws IOException {
        lab.set("drover.loads.customers.delimiter=;").routesOf(EXAMPLE);
        String cells = "1;\"O'Hara; \"\"x\"\" ) ${body} '\n,$(\";\"a;\nb\";\"\u00fc, \"\n";
        Summary summary = lab.load("customers.csv", "\"id\";name;\"note\";status\n" + cells);
        assertThat(bodies())
                .containsExactly("[{\"id\":\"1\",\"full_name\":\"O'Hara; \\\"x\\\" ) ${body} '\\n,$(\","
                        + "\"status\":\"\u00fc, \",\"country\":\"DE\"}]");
        assertThat(String.join("\n", lab.rows(summary.successFile()))).contains(cells.strip() + ";1;2;1;1;200");
    }

    @Test
    void aJsonRecordKeepsItsOrderAndItsNumbersTheirDigits() throws IOException {
        lab.route("transform-record", steps("${body.put('seen', 'yes')}", "${body.remove('note')}"));
        String record =
                "{\"id\":12345678901234567890123,\"price\":1.50,\"note\":\"n\",\"rest\":{\"b\":[1,null],\"a\":0.10}}";
        Summary summary = lab.load("customers.jsonl", record + "\n");
        assertThat(bodies())
                .containsExactly("[{\"id\":12345678901234567890123,\"price\":1.50,"
                        + "\"rest\":{\"b\":[1,null],\"a\":0.10},\"seen\":\"yes\"}]");
        assertThat(lab.rows(summary.successFile()).get(0)).startsWith(record.substring(0, record.length() - 1) + ",");
    }

    @Test
    void aRecordWhoseTransformFailsIsAProblemOfThatRecordAlone() throws IOException {
        lab.route("transform-record", FAILS_FOR_3);
        Summary summary = lab.load("customers.csv", "id,name\n1,Ann\n2,Bob\n3,Cid\n4,Dan\n");
        assertThat(bodies())
                .containsExactly(
                        "[{\"id\":\"1\",\"name\":\"Ann\"},{\"id\":\"2\",\"name\":\"Bob\"}]",
                        "[{\"id\":\"4\",\"name\":\"Dan\"}]");
        assertThat(summary.tally().failedByClass()).containsExactly(Map.entry(ErrorClass.PARSE, 1L));
        assertThat(lab.rows(summary.errorFile()).get(1))
                .startsWith("3,Cid,3,4,2,0,,parse,transform-record failed: java.lang.IllegalArgumentException")
                .doesNotContain("Cid is unknown");
    }

    @Test
    void aBodyThatIsNoMapIsAProblemOfThatRecord() throws IOException {
        lab.route("transform-record", "- setBody: {constant: {expression: no map}}");
        Summary summary = lab.load("customers.csv", "id,name\n1,Ann\n");
        assertThat(server.received()).isEmpty();
        assertThat(lab.rows(summary.errorFile()).get(1))
                .contains("must be a map")
                .doesNotContain("no map");
    }

    @Test
    void recordsThatCantBeReadAreNotHandedOver() throws IOException {
        lab.route("transform-record", steps("${body.clear()}"));
        Summary summary = lab.load("customers.csv", "id,name\n1,Ann\n2\n3,Cid\n");
        assertThat(summary.tally().filtered()).isEqualTo(2);
        assertThat(summary.tally().failedByClass()).containsEntry(ErrorClass.PARSE, 1L);
        assertThat(server.received()).isEmpty();
    }

    private static CompletableFuture<Optional<Summary>> loading(Drover drover, Path file, Load load) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return drover.load(file, load, false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void aResumedRunKeepsItsCountOfFilteredRecords() throws IOException {
        lab.routesOf(EXAMPLE);
        Path file = lab.file(
                "customers.csv",
                "id,name,note,status\n1,A,,\n2,B,,inactive\n3,C,,inactive\n4,D,,inactive\n5,E,,\n6,F,,inactive\n7,G,,\n");
        try (ScriptedServer stuck = ScriptedServer.playing(answer(200, "[]"), answer(503, "busy"))) {
            DoorsLab before = new DoorsLab(folder, stuck).set("drover.connections.crm.backoff=1m");
            Load load = before.settings().requireLoad("customers");
            CompletableFuture<Optional<Summary>> loading;
            try (Drover drover = before.start()) {
                loading = loading(drover, file, load);
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> stuck.received().size() == 2);
            }
            assertThat(loading).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Optional.empty());
        }
        Summary summary = lab.tryLoad(file).orElseThrow();
        assertThat(lab.proof(summary)).isEmpty();
        assertThat(bodies()).hasSize(2).noneMatch(body -> body.contains("\"id\":\"1\""));
        assertThat(summary.tally().records()).isEqualTo(7);
        assertThat(summary.tally().filtered()).isEqualTo(4);
        assertThat(summary.tally().succeeded()).isEqualTo(3);
    }

    private static final String POINTS = """
            fields:
              - {name: id}
              - {name: points, type: integer, allowed: [1, 2, 3]}
            """;

    private DoorsLab withSchema(DoorsLab to, String schema) throws IOException {
        Files.writeString(folder.resolve("s.yaml"), schema);
        return to.set("drover.loads.customers.schema=s.yaml");
    }

    @Test
    void whatItMakesAgainstTheSchemaIsNotSent() throws IOException {
        withSchema(lab, POINTS)
                .route("transform-record", steps("${body.put('points', ${body[id]})}", "${body.put('more', 'x')}"));
        Summary summary = lab.load("customers.csv", "id,points\n1,1\n2,1\n");
        assertThat(server.received()).isEmpty();
        assertThat(lab.rows(summary.errorFile()).get(1))
                .startsWith("1,1,1,2,1,0,,schema,\"'points' must be an integer after transform-record, but was '1'\"");
        assertThat(summary.tally().failedByClass()).containsExactly(Map.entry(ErrorClass.SCHEMA, 2L));
    }

    @Test
    void whatItMakesWithinTheSchemaIsSentAlsoWithFieldsOfItsOwn() throws IOException {
        withSchema(lab, POINTS).route("transform-record", steps("${body.put('more', 'x')}"));
        lab.load("customers.csv", "id,points\n1,3\n2,9\n");
        assertThat(bodies()).containsExactly("[{\"id\":\"1\",\"points\":3,\"more\":\"x\"}]");
    }

    @Test
    void aSchemaThatDoesNotCheckWhatItMakesLetsItPass() throws IOException {
        withSchema(lab, "check-transformed: false\n" + POINTS)
                .route("transform-record", steps("${body.remove('points')}"));
        lab.load("customers.csv", "id,points\n1,3\n");
        assertThat(bodies()).containsExactly("[{\"id\":\"1\"}]");
    }

    @Test
    void whatItMakesAgainstTheSchemaCountsForTheStop() throws IOException {
        withSchema(lab, POINTS)
                .set("drover.loads.customers.stop-when-schema-errors-exceed=3")
                .route("transform-record", steps("${body.put('points', 7)}"));
        Path file = lab.file("customers.csv", "id,points\n1,1\n2,1\n3,1\n4,1\n5,1\n");
        assertThat(lab.tryLoad(file)).isEmpty();
        lab = withSchema(new DoorsLab(folder, server), POINTS)
                .set("drover.loads.customers.stop-when-schema-errors-exceed=5");
        Summary summary = lab.tryLoad(file).orElseThrow();
        assertThat(lab.proof(summary)).isEmpty();
        assertThat(summary.tally().failedByClass()).containsExactly(Map.entry(ErrorClass.SCHEMA, 5L));
        assertThat(server.received()).isEmpty();
    }

    @Test
    void aGroupThatItMakesAgainstTheSchemaFailsAsAWhole() throws IOException {
        withSchema(lab, """
                        fields:
                          - {name: bill}
                          - {name: "lines[].qty", source: qty, type: integer}
                        """)
                .set("drover.loads.customers.group-by=bill")
                .route(
                        "transform-record",
                        "- choice:",
                        "    when:",
                        "      - expression: {simple: {expression: \"${body[bill]} == 'B'\"}}",
                        "        steps:",
                        "          - script: {simple: {expression: \"${body.put('lines', 'none')}\"}}");
        Summary summary = lab.load("customers.csv", "bill,qty\nA,1\nB,2\nA,3\nB,4\n");
        assertThat(bodies()).containsExactly("[{\"bill\":\"A\",\"lines\":[{\"qty\":1},{\"qty\":3}]}]");
        assertThat(lab.rows(summary.errorFile()))
                .hasSize(3)
                .filteredOn(row -> row.startsWith("B,"))
                .allMatch(row -> row.contains("'lines[].qty' must be an array after transform-record"));
    }

    @Test
    void aResumedRunMakesTheSameBytesOfSchemaGroupAndTransform() throws IOException {
        String schema = """
                fields:
                  - {name: bill}
                  - {name: total, type: decimal}
                  - {name: "lines[].item", source: item}
                """;
        String[] steps = {
            "- script: {simple: {expression: \"${body.put('origin', 'till')}\"}}",
            "- choice:",
            "    when:",
            "      - expression: {simple: {expression: \"${body[bill]} == 'B5'\"}}",
            "        steps:",
            "          - script: {simple: {expression: \"${body.put('total', 'much')}\"}}"
        };
        StringBuilder csv = new StringBuilder("bill,total,item\n");
        for (int line = 0; line < 3; line++) {
            for (int bill = 1; bill <= 7; bill++) {
                csv.append("B" + bill + ",1.50,i" + line + "\n");
            }
        }
        Path file = lab.file("customers.csv", csv.toString());
        List<ScriptedServer.Received> before;
        try (ScriptedServer stuck = ScriptedServer.playing(answer(200, "[]"), answer(503, "busy"))) {
            DoorsLab first = withSchema(new DoorsLab(folder, stuck), schema)
                    .set("drover.connections.crm.backoff=1m")
                    .set("drover.loads.customers.group-by=bill")
                    .route("transform-record", steps);
            Load load = first.settings().requireLoad("customers");
            CompletableFuture<Optional<Summary>> loading;
            try (Drover drover = first.start()) {
                loading = loading(drover, file, load);
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> stuck.received().size() == 2);
            }
            assertThat(loading).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(Optional.empty());
            before = stuck.received();
        }
        Files.writeString(folder.resolve("s.yaml"), "fields: [{name: bill, source: item}]\n");
        lab.set("drover.loads.customers.schema=s.yaml").set("drover.loads.customers.group-by=item");
        Summary summary = lab.tryLoad(file).orElseThrow();
        assertThat(lab.proof(summary)).isEmpty();
        assertThat(server.received()).hasSize(3);
        ScriptedServer.Received again = server.received().get(0);
        assertThat(again.body()).isEqualTo(before.get(1).body()).contains("\"B3\"", "1.50", "till");
        assertThat(again.header("Idempotency-Key")).isEqualTo(before.get(1).header("Idempotency-Key"));
        assertThat(summary.tally().failedByClass()).containsExactly(Map.entry(ErrorClass.SCHEMA, 3L));
        assertThat(summary.tally().succeeded()).isEqualTo(18);
    }
}
