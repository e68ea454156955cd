package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.batch.ErrorClass;
import io.drover.result.Summary;
import io.drover.testing.DocumentExamples;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records become groups as docs/grouping.md says; its examples are run here as they stand there. */
class GroupingTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Step OK = answer(200, "[]");
    private static final String BILLS = examples("Group By").blocks("csv").get(0);

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            .connection("bills", "concurrency=1")
            .set("bills", examples("Group By").settings(0))
            .connection("single", "bulk-support=false", "concurrency=1")
            .set("single", examples("Group By").settings(0))
            .connection("sorted", examples("Sort headers").settings(0))
            .connection("json", examples("JSON sources").settings(0))
            .connection(
                    "fails",
                    "parse-path-map={\"status_code\":\"$.code\",\"error_message\":\"$.message\","
                            + "\"entity_id\":\"$.id\"}")
            .set("fails", examples("When one bill fails").settings(0))
            .connection("halved", "resend-failed-batches-in-smaller-chunks=true")
            .set("halved", "load.group-by=bill_number", "load.grouping-limit=4")
            .connection("refused", "load.group-by=bill")
            .connection("path", "bulk-support=false", "api-endpoint=/bills/$bill_number")
            .set("path", examples("Group By").settings(0))
            .connection("agree", "api-endpoint=/stores/$store")
            .set("agree", "load.group-by=store,bill_number", "load.grouping-limit=10");

    @Story
    void eightRecordsOfThreeBillsAreTwoRequests() throws IOException {
        ScriptedServer server = HOME.serve("bills", OK);

        Loaded loaded = HOME.load("bills", BILLS).succeeds(8).took(2, 0, 0);

        assertThat(bodies(server)).isEqualTo(trees(examples("Group By").blocks("json")));
        assertThat(loaded.summary().tally().batches()).isEqualTo(2);
        assertThat(loaded.succeeded("_record")).containsExactly("1", "2", "4", "3", "6", "5", "7", "8");
        assertThat(loaded.succeeded("_batch")).containsExactly("1", "1", "1", "1", "1", "2", "2", "2");
        assertThat(loaded.succeeded("item"))
                .containsExactly("milk", "bread", "salt", "tea", "sugar", "milk", "tea", "rice");
    }

    @Story
    void withoutBulkSupportEachGroupIsARequest() throws IOException {
        ScriptedServer server = HOME.serve("single", OK);

        HOME.load("single", BILLS).succeeds(8).took(3, 0, 0);

        JsonNode all = JSON.createArrayNode().addAll(bodies(server));
        assertThat(all.findValuesAsText("bill_number")).containsExactly("B-1", "B-2", "B-3");
    }

    @Story
    void sortHeadersOrderTheRecordsOfAGroup() throws IOException {
        DocumentExamples examples = examples("Sort headers");
        ScriptedServer server = HOME.serve("sorted", OK);

        Loaded loaded = HOME.load("sorted", examples.blocks("csv").get(0)).succeeds(5);

        assertThat(bodies(server)).isEqualTo(trees(examples.blocks("json")));
        assertThat(loaded.succeeded("_record")).containsExactly("1", "2", "3", "4", "5");
    }

    @Story
    void jsonRecordsAreGroupedByTheirFields() throws IOException {
        DocumentExamples examples = examples("JSON sources");
        ScriptedServer server = HOME.serve("json", OK);

        Summary summary = HOME.loadFile(
                        "json", "bills.jsonl", examples.blocks("json lines").get(0))
                .orElseThrow();

        assertThat(bodies(server)).isEqualTo(trees(examples.blocks("json")));
        assertThat(server.received().get(0).body()).contains("1.50");
        assertThat(summary.tally().succeeded()).isEqualTo(3);
    }

    @Story
    void oneBillThatFailsIsLoadedAgainByItself() throws IOException {
        DocumentExamples examples = examples("When one bill fails");
        ScriptedServer server =
                HOME.serve("fails", answer(200, examples.blocks("json").get(0)), OK);

        Loaded loaded = HOME.load("fails", examples.blocks("csv").get(0)).accountsFor(3);

        Path file = HOME.folders().results("fails").resolve(loaded.summary().errorFile());
        String errors = Files.readString(file);
        assertThat(errors).isEqualTo(examples.blocks("csv").get(1));
        HOME.tryLoad("fails", errors);
        assertThat(bodies(server).get(1)).hasSize(1);
        assertThat(bodies(server).get(1).get(0).path("records").findValuesAsText("item"))
                .containsExactly("milk", "bread");
    }

    @Story
    void halvingPartsGroupsAndNeverTheirRecords() throws IOException {
        String csv = "bill_number,item\n1,a\n2,b\n1,c\n3,bad\n4,d\n3,e\n4,f\n";
        ScriptedServer server = HOME.serve(
                "halved", by(request -> request.body().contains("bad") ? answer(400, "{\"message\":\"bad\"}") : OK));

        Loaded loaded = HOME.load("halved", csv).accountsFor(7);

        assertThat(loaded.failed("bill_number")).containsExactly("3", "3");
        assertThat(loaded.failed("_class")).containsOnly("http");
        assertThat(loaded.failed("_batch")).containsOnly("1.2.1");
        assertThat(server.received()).hasSize(5);
    }

    @Story
    void aFileWithoutTheColumnIsRejectedWithTheReason() throws IOException {
        ScriptedServer server = HOME.serve("refused", OK);

        Optional<Loaded> loaded = HOME.tryLoad("refused", "bil,item\n1,a\n");

        assertThat(loaded).isEmpty();
        assertThat(server.received()).isEmpty();
        try (Stream<Path> files = Files.list(HOME.folders().rejected("refused"))) {
            Path reason = files.filter(file -> file.toString().endsWith(".reason.txt"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(reason))
                    .contains("the file has no column bill", "its columns are bil, item", "the nearest is bil");
        }
    }

    @Story
    void theValuesOfAGroupCanStandInThePath() throws IOException {
        ScriptedServer server = HOME.serve("path", OK);

        HOME.load("path", BILLS).succeeds(8);

        assertThat(server.received())
                .extracting(Received::path)
                .containsExactlyInAnyOrder("/bills/B-1", "/bills/B-2", "/bills/B-3");
    }

    @Story
    void groupsThatDifferInThePathGoInBatchesOfTheirOwn() throws IOException {
        ScriptedServer server = HOME.serve("agree", OK);

        HOME.load("agree", "store,bill_number,item\nS,1,a\nT,2,b\nS,1,c\nT,3,d\nS,4,e\n")
                .succeeds(5)
                .took(3, 0, 0);

        assertThat(server.received())
                .extracting(Received::path)
                .containsExactlyInAnyOrder("/stores/S", "/stores/T", "/stores/S");
    }

    @Story
    void aGroupThatIsTooLargeIsNotSentAndTheOthersAre() throws IOException {
        StringBuilder csv = new StringBuilder("bill_number,item\n");
        for (int record = 1; record <= 40; record++) {
            csv.append(record % 2)
                    .append(',')
                    .append("x".repeat(record % 2 == 0 ? 50 : 5))
                    .append('\n');
        }
        try (DroverHome home =
                new DroverHome().connection("api", "load.group-by=bill_number", "load.max-batch-size=1KB")) {
            ScriptedServer server = home.serve("api", OK);
            home.start();
            Loaded loaded = home.load("api", csv.toString()).accountsFor(40);
            assertThat(loaded.summary().tally().failedByClass())
                    .containsExactly(java.util.Map.entry(ErrorClass.SCHEMA, 20L));
            assertThat(loaded.failed("_message")).allMatch(message -> message.startsWith("its group has more than"));
            assertThat(server.received()).hasSize(1);
        }
    }

    @Story
    void aRunThatGoesOnMakesTheSameBatchesAndLeavesNoScratch() throws Exception {
        try (DroverHome home = new DroverHome().connection("api", "concurrency=2", "max-retries=0")) {
            home.set("api", "load.group-by=bill_number");
            AtomicReference<Step> later = new AtomicReference<>(answer(429, "", "Retry-After: 3600"));
            ScriptedServer server =
                    home.serve("api", by(request -> request.body().contains("B-1\"") ? OK : later.get()));
            home.start();
            CompletableFuture<Optional<Loaded>> loading = home.loading("api", manyBills());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> server.received().size() >= 2);
            home.stop();
            assertThat(loading.get(10, TimeUnit.SECONDS)).isEmpty();
            int before = server.received().size();

            later.set(OK);
            home.resume("api").succeeds(60);

            List<Received> all = server.received();
            assertThat(all.subList(before, all.size()))
                    .hasSize(9)
                    .noneMatch(request -> request.body().contains("B-1\""));
            assertThat(all)
                    .extracting(request -> request.header("Idempotency-Key"))
                    .containsOnly(all.stream()
                            .map(request -> request.header("Idempotency-Key"))
                            .distinct()
                            .limit(10)
                            .toArray(String[]::new));
            try (Stream<Path> left = Files.walk(home.folders().processing())) {
                assertThat(left.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    /** Twenty bills of three records each, two to a batch. */
    private static String manyBills() {
        StringBuilder csv = new StringBuilder("bill_number,item\n");
        for (int round = 0; round < 3; round++) {
            for (int bill = 1; bill <= 20; bill++) {
                csv.append("B-").append(bill).append(",item ").append(round).append('\n');
            }
        }
        return csv.toString();
    }

    private static DocumentExamples examples(String heading) {
        return DocumentExamples.of("docs/grouping.md", heading);
    }

    private static List<JsonNode> bodies(ScriptedServer server) {
        return trees(server.received().stream().map(Received::body).toList());
    }

    private static List<JsonNode> trees(List<String> texts) {
        return texts.stream()
                .map(text -> {
                    try {
                        return JSON.readTree(text);
                    } catch (JsonProcessingException e) {
                        throw new IllegalArgumentException(e);
                    }
                })
                .toList();
    }
}
