package io.drover.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.app.Drover;
import io.drover.config.Settings;
import io.drover.result.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small files whose records travel together. */
@Timeout(60)
class AcrossFilesTest {
    @TempDir
    private Path folder;

    private CrashDestination destination;
    private CrashLab lab;
    private ManyFiles files;

    @BeforeEach
    void open() throws IOException {
        destination = CrashDestination.open();
        lab = new CrashLab(folder.resolve("work"), destination);
        lab.load("items", "batch-across-files=true", "completion-time=500ms");
        files = new ManyFiles(lab, "items");
    }

    @AfterEach
    void close() {
        destination.close();
    }

    private void run() throws IOException {
        lab.finish("items");
        files.everyRecordOnce();
        files.eachSentUnderOneKey(destination);
    }

    @Test
    void twoHundredAndFiftyFilesOfOneRecordAreThreeRequests() throws IOException {
        lab.load("items", "grouping-limit=100", "completion-time=8s");
        files.drop(250);
        run();
        assertThat(ManyFiles.sizes(destination.log())).containsExactlyInAnyOrder(100, 100, 50);
        assertThat(files.summaries()).hasSize(250);
        assertThat(files.sum("requests")).isEqualTo(3);
        assertThat(files.sum("records")).isEqualTo(250);
        assertThat(files.sum("failed")).isEqualTo(25);
    }

    @Test
    void anUnfilledBatchIsSentWhenItsFirstFileHasWaitedTheCompletionTime() throws IOException {
        lab.load("items", "completion-time=2s");
        List<Instant> came = new CopyOnWriteArrayList<>();
        destination.behave(call -> {
            came.add(Instant.now());
            call.answer();
        });
        Instant begun = Instant.now();
        lab.watching(() -> {
            files.drop("a.csv", "id\n1\n", 1);
            pause(Duration.ofMillis(1200));
            files.drop("b.csv", "id\n2\n", 2);
            lab.awaitEnd("items");
        });
        files.everyRecordOnce();
        assertThat(ManyFiles.sizes(destination.log())).containsExactly(2);
        assertThat(came.get(0)).isAfter(begun.plusSeconds(2));
    }

    @Test
    void csvAndJsonOfDifferentShapeTravelTogether() throws IOException {
        lab.load("items", "completion-time=1s");
        files.drop("a.csv", "id,name\n1,\"Ann, \"\"A\"\"\"\n", 1);
        files.drop("b.csv", "name,id,city\nBob,2,Bonn\nNo City\nCid,3,\n", 2, 3);
        files.drop("c.json", "[{\"id\":4,\"price\":1.50,\"tags\":[\"x\"]},{\"id\":57}]", 4, 57);
        files.drop("d.jsonl", "{\"id\":6}\n", 6);
        lab.finish("items");
        assertThat(destination.log()).hasSize(1);
        assertThat(destination.log().get(0).ids()).containsExactlyInAnyOrder("1", "2", "3", "4", "57", "6");
        List<String> error = lines("b", ".error.csv");
        assertThat(error).hasSize(2);
        assertThat(error.get(1)).contains(",2,3,1,0,,parse,");
        assertThat(lines("c", ".success.jsonl")).singleElement().asString().startsWith("{\"id\":4,\"price\":1.50,");
        assertThat(lines("c", ".error.jsonl")).singleElement().asString().startsWith("{\"id\":57,\"_record\":2,");
        assertThat(lines("a", ".success.csv").get(1)).startsWith("1,\"Ann, \"\"A\"\"\",1,2,1,1,200");
    }

    @Test
    void aFileThatCantBeReadIsRejectedAndTheRestGoes() throws IOException {
        files.drop(3);
        lab.drop("items", "broken.csv.gz", "id\n1\n".getBytes(UTF_8));
        lab.drop("items", "broken.csv", "id,id\n1,1\n".getBytes(UTF_8));
        run();
        assertThat(destination.log()).hasSize(1);
        assertThat(lab.files("rejected", "items")).hasSize(4);
    }

    @Test
    void aRefusedRecordStandsInItsOwnFilesErrorFileOnly() throws IOException {
        files.drop("good.csv", "id\n1\n2\n", 1, 2);
        files.drop("mixed.csv", "id\n6\n7\n8\n", 6, 7, 8);
        run();
        assertThat(destination.log()).hasSize(1);
        assertThat(lines("mixed", ".error.csv").get(1)).startsWith("7,2,3,1,1,200,response,");
    }

    @Test
    void aFileStaysWholeAndALargeOneGoesByItself() throws IOException {
        lab.load("items", "grouping-limit=5");
        files.drop("a.csv", "id\n1\n2\n3\n", 1, 2, 3);
        files.drop("b.csv", "id\n11\n12\n13\n", 11, 12, 13);
        files.drop("large.csv", "id\n21\n22\n23\n24\n25\n26\n28\n", 21, 22, 23, 24, 25, 26, 28);
        run();
        assertThat(ManyFiles.sizes(destination.log())).containsExactlyInAnyOrder(3, 3, 5, 2);
    }

    @Test
    void aHalvedBatchIsSettledInEachFileOnce() throws IOException {
        destination.behave(call -> {
            if (call.size() > 3) {
                call.refuse(413, Map.of());
            } else {
                call.answer();
            }
        });
        files.drop("a.csv", "id\n1\n2\n", 1, 2);
        files.drop("b.csv", "id\n3\nx,y\n5\n6\n7\n", 3, 5, 6, 7);
        files.drop("c.csv", "id\n8\n9\n", 8, 9);
        lab.finish("items");
        assertThat(ManyFiles.sizes(destination.log())).containsExactlyInAnyOrder(8, 4, 4, 2, 2, 2, 2);
        assertThat(files.sum("requests")).isEqualTo(7);
        assertThat(files.sum("records")).isEqualTo(9);
        assertThat(files.sum("succeeded")).isEqualTo(7);
        assertThat(files.sum("failed")).isEqualTo(2);
        assertThat(lines("b", ".error.csv")).hasSize(3);
    }

    @Test
    void recordsThatAreBusyGoAgainWithoutTheOthersOfTheirFiles() throws IOException {
        lab.retryTheBusy(folder);
        destination.behave(call -> {
            int number = call.number();
            call.answerBut(id -> number == 1 ? "2,3,8".contains(id) : number == 2 && id.equals("3"));
        });
        files.drop("a.csv", "id\n1\n2\n", 1, 2);
        files.drop("b.csv", "id\n3\nx,y\n5\n7\n", 3, 5, 7);
        files.drop("c.csv", "id\n8\n", 8);
        lab.finish("items");
        files.eachTakenOnce(destination);
        assertThat(destination.log()).extracting(got -> got.ids().size()).containsExactly(6, 3, 1);
        assertThat(destination.log().get(2).ids()).containsExactly("3");
        assertThat(files.sum("requests")).isEqualTo(3);
        assertThat(files.sum("retries")).isEqualTo(2);
        assertThat(files.sum("records")).isEqualTo(7);
        assertThat(files.sum("succeeded")).isEqualTo(5);
        assertThat(lines("a", ".success.csv"))
                .containsExactly(lines("a", ".success.csv").get(0), "1,1,2,1.1,1,200", "2,2,3,1.2.1,2,200");
        assertThat(lines("b", ".error.csv")).hasSize(3);
        assertThat(lines("b", ".success.csv").get(2)).startsWith("3,1,2,1.2.2,3,200");
        assertThat(lines("c", ".success.csv").get(1)).startsWith("8,1,2,1.2.1,2,200");
    }

    @Test
    void whoIsToBlameFailsAndTheOthersOfAllFilesGoAgain() throws IOException {
        destination.behave(call -> {
            if (call.number() == 1) {
                call.refuseFor(2);
            } else {
                call.answer();
            }
        });
        files.drop("a.csv", "id\n1\n2\n", 1, 2);
        files.drop("b.csv", "id\n3\n4\n", 3, 4);
        lab.finish("items");
        assertThat(ManyFiles.sizes(destination.log())).containsExactly(4, 3);
        String blamed = destination.log().get(0).ids().get(2);
        assertThat(destination.log().get(1).ids()).doesNotContain(blamed);
        assertThat(files.sum("succeeded")).isEqualTo(3);
        assertThat(files.sum("failed")).isEqualTo(1);
        assertThat(files.sum("retries")).isZero();
        assertThat(lines(List.of("1", "2").contains(blamed) ? "a" : "b", ".error.csv")
                        .get(1))
                .startsWith(blamed + ",")
                .contains(",422,http,")
                .contains("is taken");
    }

    @Test
    void aStopWithFilesWaitingForCompanyIsQuickAndLosesNothing() throws IOException {
        lab.load("items", "completion-time=1h", "grouping-limit=100");
        Drover drover = lab.watch();
        files.drop(5);
        CrashLab.until(() -> lab.runs(folder).size() == 5);
        Instant before = Instant.now();
        drover.close();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(destination.log()).isEmpty();
        assertThat(CrashLab.visible(lab.home().resolve("processing"))).hasSize(5);
        // A run goes on with the settings it was begun with: here the grouping limit lets it go.
        drover = lab.watch();
        try {
            for (int id = 101; id <= 195; id++) {
                files.drop("file" + id + ".csv", "id,name\n" + id + ",n\n", id);
            }
            lab.awaitEnd("items");
        } finally {
            drover.close();
        }
        files.everyRecordOnce();
        files.eachSentUnderOneKey(destination);
        assertThat(ManyFiles.sizes(destination.log())).containsExactly(100);
    }

    @Test
    void aFileThatIsGivenByHandWaitsForNoOther() throws IOException {
        lab.load("items", "completion-time=1h");
        Settings settings = lab.settings();
        Path file = Files.writeString(folder.resolve("one.csv"), "id\n1\n");
        try (Drover drover = Drover.idle(settings, lab.directory(), List.of())) {
            Summary summary =
                    drover.load(file, settings.requireLoad("items"), false).orElseThrow();
            assertThat(summary.tally().succeeded()).isEqualTo(1);
        }
        assertThat(destination.log()).hasSize(1);
    }

    @Test
    void contentThatCameBeforeIsRefused() throws IOException {
        files.drop("a.csv", "id\n1\n", 1);
        lab.drop("items", "again.csv", "id\n1\n".getBytes(UTF_8));
        lab.finish("items");
        assertThat(destination.log()).hasSize(1);
        assertThat(destination.log().get(0).ids()).hasSize(1);
        assertThat(lab.files("rejected", "items")).hasSize(2);
    }

    @Test
    void filesWaitInProcessingWhileTheDestinationIsDown() throws IOException {
        lab.load("items", "grouping-limit=2");
        lab.connection("concurrency", "1");
        destination.behave(call -> call.refuse(429, Map.of("Retry-After", "3600")));
        Drover drover = lab.watch();
        files.drop(20);
        CrashLab.until(() -> !destination.log().isEmpty());
        pause(Duration.ofSeconds(1));
        // One batch in flight, one that waits for its place, and one that is being gathered.
        assertThat(lab.runs(folder)).hasSizeLessThanOrEqualTo(6);
        drover.close();
        destination.behave(CrashDestination.Call::answer);
        run();
    }

    /** For what must not happen meanwhile. */
    private static void pause(Duration time) {
        Instant end = Instant.now().plus(time);
        CrashLab.until(() -> Instant.now().isAfter(end));
    }

    private List<String> lines(String stem, String ending) throws IOException {
        Path file = lab.files("results", "items").stream()
                .filter(path -> path.getFileName().toString().startsWith(stem + ".")
                        && path.toString().endsWith(ending))
                .findFirst()
                .orElseThrow();
        return Files.readAllLines(file);
    }
}
