package io.drover.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.app.Drover;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What one watching process does with the files that are dropped: each story has a load of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxTest {
    private Path folder = Path.of("");
    private CrashDestination destination;
    private CrashLab lab;
    private Drover drover;

    @BeforeAll
    void watch(@TempDir Path shared) throws IOException {
        folder = shared;
        destination = CrashDestination.open();
        lab = new CrashLab(folder, destination);
        for (String load : List.of("plain", "twice", "odd", "empty", "again", "many", "names", "gz", "left", "wrong")) {
            lab.load(load, "grouping-limit=10");
        }
        lab.load("growing", "settle=1500ms");
        lab.load("marked", "wait-for-marker=true");
        lab.load("repeated", "duplicates=load");
        for (int file = 1; file <= 300; file++) {
            lab.drop("many", "part-" + file + ".csv", CrashLab.csv(file * 10, file * 10 + 2));
        }
        drover = lab.watch();
    }

    @AfterAll
    void close() {
        drover.close();
        destination.close();
    }

    @Test
    void threeHundredSmallFilesThatWaitedAreEachLoadedOnce() {
        CrashLab.until(() -> lab.files("done", "many").size() == 300);
        lab.awaitEnd("many");
        assertThat(lab.files("results", "many")).hasSize(900);
        assertThat(lab.files("rejected", "many")).isEmpty();
    }

    @Test
    void aGrowingFileIsTakenOnlyWhenItHasSettled() throws IOException {
        Path file = Files.write(lab.inbox("growing").resolve("slow.csv"), "id,name\n".getBytes(UTF_8));
        long begin = System.nanoTime();
        for (int id = 1; id <= 5; id++) {
            int grown = id;
            CrashLab.until(() -> System.nanoTime() - begin > grown * 600_000_000L);
            Files.writeString(file, id + ",name of " + id + "\n", StandardOpenOption.APPEND);
        }
        lab.awaitEnd("growing");
        CrashProof.everyRecordOnce(lab, "growing", CrashLab.csv(5));
    }

    @Test
    void aFileOfAMarkedLoadWaitsForItsMarker() throws IOException {
        lab.drop("marked", "first.csv", CrashLab.csv(3));
        lab.drop("marked", "second.csv", CrashLab.csv(4, 6));
        Files.createFile(lab.inbox("marked").resolve("second.csv.ok"));
        CrashLab.until(() -> lab.files("done", "marked").size() == 1);
        assertThat(CrashLab.visible(lab.inbox("marked")))
                .extracting(path -> path.getFileName().toString())
                .containsExactly("first.csv");
    }

    @Test
    void whatIsNoFileToLoadIsLeftAlone() throws Exception {
        Path inbox = lab.inbox("left");
        Files.write(inbox.resolve(".hidden.csv"), CrashLab.csv(1));
        Files.write(inbox.resolve("coming.csv.part"), CrashLab.csv(1));
        Files.write(inbox.resolve("coming.csv.filepart"), CrashLab.csv(1));
        Files.write(inbox.resolve("coming.csv.tmp"), CrashLab.csv(1));
        Files.write(inbox.resolve("~$sheet.csv"), CrashLab.csv(1));
        Files.write(inbox.resolve("note.txt"), CrashLab.csv(1));
        Path elsewhere = Files.write(folder.resolve("elsewhere.csv"), CrashLab.csv(1));
        Files.createSymbolicLink(inbox.resolve("link.csv"), elsewhere);
        Files.createDirectory(inbox.resolve("folder.csv"));
        assertThat(new ProcessBuilder("mkfifo", inbox.resolve("pipe.csv").toString())
                        .start()
                        .waitFor())
                .isZero();
        lab.drop("left", "taken.csv", CrashLab.csv(1, 3));
        CrashLab.until(() -> lab.files("done", "left").size() == 1);
        lab.drop("left", "last.csv", CrashLab.csv(4, 6));
        CrashLab.until(() -> lab.files("done", "left").size() == 2);
        assertThat(CrashLab.visible(inbox)).hasSize(8);
        assertThat(inbox.resolve(".hidden.csv")).exists();
        assertThat(lab.files("rejected", "left")).isEmpty();
    }

    @Test
    void theSameContentASecondTimeIsRejectedWithAReason() throws IOException {
        lab.drop("twice", "one.csv", CrashLab.csv(5));
        lab.awaitEnd("twice");
        lab.drop("twice", "two.csv", CrashLab.csv(5));
        lab.awaitEnd("twice");
        lab.drop("twice", "one.csv", CrashLab.csv(5));
        lab.awaitEnd("twice");
        lab.drop("twice", "one.csv", CrashLab.csv(6));
        lab.awaitEnd("twice");
        assertThat(lab.files("done", "twice")).hasSize(2);
        assertThat(lab.files("rejected", "twice"))
                .extracting(path -> path.getFileName().toString())
                .containsExactly("one.csv", "one.csv.reason.txt", "two.csv", "two.csv.reason.txt");
        assertThat(Files.readString(lab.home().resolve("rejected/twice/two.csv.reason.txt")))
                .contains("loaded before", "one.csv", "duplicates=load");
    }

    @Test
    void theSameContentIsLoadedAgainWhereTheLoadSaysSo() throws IOException {
        lab.drop("repeated", "one.csv", CrashLab.csv(5));
        lab.awaitEnd("repeated");
        lab.drop("repeated", "one.csv", CrashLab.csv(5));
        lab.awaitEnd("repeated");
        assertThat(lab.files("done", "repeated")).hasSize(2);
        assertThat(lab.files("results", "repeated")).hasSize(6);
        assertThat(lab.files("rejected", "repeated")).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsRejected() throws IOException {
        lab.drop("wrong", "broken.csv.gz", "no gzip at all".getBytes(UTF_8));
        lab.drop("wrong", "broken.json", "{\"id\":".getBytes(UTF_8));
        CrashLab.until(() -> lab.files("rejected", "wrong").size() >= 2);
        lab.awaitEnd("wrong");
        assertThat(lab.home().resolve("rejected/wrong/broken.csv.gz.reason.txt"))
                .isNotEmptyFile();
        assertThat(lab.home().resolve("rejected/wrong/broken.csv.gz")).exists();
    }

    @Test
    void filesWithoutRecordsEndAtOnceWithoutARequest() throws IOException {
        int before = (int)
                destination.log().stream().filter(got -> got.ids().isEmpty()).count();
        lab.drop("empty", "header.csv", "id,name\n".getBytes(UTF_8));
        lab.drop("empty", "nothing.csv", new byte[0]);
        lab.drop("empty", "nothing.json", "[]".getBytes(UTF_8));
        CrashLab.until(() -> lab.files("done", "empty").size() == 3);
        lab.awaitEnd("empty");
        assertThat(lab.files("results", "empty")).hasSize(9);
        assertThat(destination.log().stream().filter(got -> got.ids().isEmpty()).count())
                .isEqualTo(before);
        for (Path file : lab.files("results", "empty")) {
            String text = Files.readString(file);
            if (file.toString().contains("header.") && file.toString().endsWith(".csv")) {
                assertThat(text).startsWith("id,name,_record,_line,_batch,_attempts,_http_status");
            }
            if (file.toString().endsWith(".summary.json")) {
                assertThat(text).contains("\"records\" : 0", "\"requests\" : 0");
            }
        }
    }

    @Test
    void aCorrectedErrorFileLoadsJustItsRecordsAndNamesItsParent() throws IOException {
        lab.drop("again", "people.csv", CrashLab.csv(40));
        lab.awaitEnd("again");
        String parent = CrashProof.summary(lab, "again").path("run").asText();
        Path error = CrashProof.only(lab, "again", ".error.csv");
        assertThat(Files.readAllLines(error)).hasSize(5);
        int before = destination.log().size();
        String corrected =
                Files.readString(error).replaceAll("(?m)^(\\d)7,", "$18,").replace("\n7,", "\n8,");
        lab.drop("again", error.getFileName().toString(), corrected.getBytes(UTF_8));
        lab.awaitEnd("again");
        assertThat(destination.logAfter(before).stream().flatMap(got -> got.ids().stream()))
                .contains("8", "18", "28", "38");
        List<Path> summaries = lab.files("results", "again").stream()
                .filter(path -> path.toString().endsWith(".summary.json"))
                .toList();
        assertThat(summaries).hasSize(2);
        JsonNode second = CrashProof.json(summaries.get(0)).path("parent_run").isNull()
                ? CrashProof.json(summaries.get(1))
                : CrashProof.json(summaries.get(0));
        assertThat(second.path("parent_run").asText()).isEqualTo(parent);
        assertThat(second.path("records").asInt()).isEqualTo(4);
        assertThat(second.path("succeeded").asInt()).isEqualTo(4);
        Path success = lab.home()
                .resolve("results/again/" + second.path("success_file").asText());
        assertThat(Files.readAllLines(success).get(0))
                .startsWith("id,name,_record,_line,_batch")
                .doesNotContain("_class");
    }

    @Test
    void anyFileNameIsKept() throws IOException {
        List<String> names = List.of(
                "with space.csv",
                "ünïcödé 東京 🎉.csv",
                "x".repeat(251) + ".csv",
                "a'b\"c$d;e&f.csv",
                "-rf.csv",
                "${header.id} %2e%2e.csv",
                "UPPER.CSV.csv");
        int id = 0;
        for (String name : names) {
            lab.drop("names", name, CrashLab.csv(id * 10 + 1, id * 10 + 3));
            id++;
        }
        CrashLab.until(() -> lab.files("done", "names").size() == names.size());
        lab.awaitEnd("names");
        assertThat(lab.files("results", "names")).hasSize(3 * names.size());
        assertThat(lab.files("rejected", "names")).isEmpty();
    }

    @Test
    void aCompressedFileIsReadAndPutAwayAsItIs() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(CrashLab.csv(25));
        }
        lab.drop("gz", "small.csv.gz", compressed.toByteArray());
        lab.awaitEnd("gz");
        assertThat(lab.files("done", "gz")).singleElement().satisfies(done -> {
            assertThat(Files.readAllBytes(done)).isEqualTo(compressed.toByteArray());
            assertThat(done.toString()).endsWith(".csv.gz");
        });
        assertThat(Files.readAllLines(CrashProof.only(lab, "gz", ".success.csv")))
                .hasSize(1 + 23);
        assertThat(Files.readAllLines(CrashProof.only(lab, "gz", ".error.csv"))).hasSize(1 + 2);
    }
}
