package io.drover.story;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.app.Drover;
import io.drover.story.CrashDestination.Got;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Sources of every shape, sound and broken, from the inbox to the result files: each record is accounted for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SourceTest {
    private CrashDestination destination;
    private CrashLab lab;
    private Drover drover;

    @BeforeAll
    void watch(@TempDir Path folder) throws IOException {
        destination = CrashDestination.open();
        lab = new CrashLab(folder, destination);
        for (String load : List.of("array", "lines", "ragged", "quote", "charset", "mixed", "cut")) {
            lab.load(load, "grouping-limit=10");
        }
        lab.load("nested", "grouping-limit=10", "request-split-path=$.data.customers.*");
        lab.load("latin", "grouping-limit=10", "charset=ISO-8859-1", "delimiter=;");
        lab.load("wide", "grouping-limit=10", "charset=UTF-16");
        drover = lab.watch();
    }

    @AfterAll
    void close() {
        drover.close();
        destination.close();
    }

    @Test
    void aJsonArrayGivesJsonLinesWithItsElementsAsTheyWere() throws IOException {
        load("array", "items.json", "[{\"id\":101, \"n\":1.50},\n {\"id\":107,\"big\":12345678901234567890123}]");
        assertThat(lines("array", ".success.jsonl", UTF_8))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("\"id\":101", "1.50", "\"_record\":1"));
        assertThat(lines("array", ".error.jsonl", UTF_8))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains("12345678901234567890123", "\"_record\":2", "\"_class\":\"response\""));
    }

    @Test
    void aSplitPathFindsTheRecordsInsideADocument() throws IOException {
        load("nested", "export.json", "{\"meta\":{\"id\":1},\"data\":{\"customers\":[{\"id\":201},{\"id\":202}]}}");
        assertThat(sent("20")).containsExactlyInAnyOrder("201", "202");
        assertThat(lines("nested", ".success.jsonl", UTF_8)).hasSize(2);
        assertThat(lines("nested", ".error.jsonl", UTF_8)).isEmpty();
    }

    @Test
    void aBrokenLineOfJsonLinesIsAnErrorRecordAndTheOthersAreLoaded() throws IOException {
        load("lines", "items.jsonl", "{\"id\":301}\n{\"id\":302\n{\"id\":303}\n[]\n{\"id\":307}\n");
        assertThat(sent("30")).containsExactlyInAnyOrder("301", "303", "307");
        assertThat(lines("lines", ".success.jsonl", UTF_8)).hasSize(2);
        assertThat(lines("lines", ".error.jsonl", UTF_8)).hasSize(3);
        assertThat(summary("lines").path("records").asInt()).isEqualTo(5);
        assertThat(summary("lines").path("errors_by_class").path("parse").asInt())
                .isEqualTo(2);
    }

    @Test
    void resultFilesOfLatinSourcesAreLatinAndCanBeLoadedAgain() throws IOException {
        inItsCharset("latin", ISO_8859_1, "id;name\n401;Müller\n407;Björn\n");
    }

    @Test
    void resultFilesOfUtf16SourcesAreUtf16AndCanBeLoadedAgain() throws IOException {
        inItsCharset("wide", UTF_16, "id,name\n401,Müller 東京\n407,Björn 🎉\n");
    }

    private void inItsCharset(String load, Charset charset, String text) throws IOException {
        lab.drop(load, "people.csv", text.getBytes(charset));
        lab.awaitEnd(load);
        List<String> rows = text.lines().toList();
        assertThat(lines(load, ".success.csv", charset))
                .hasSize(2)
                .last()
                .asString()
                .startsWith(rows.get(1));
        assertThat(lines(load, ".error.csv", charset))
                .hasSize(2)
                .last()
                .asString()
                .startsWith(rows.get(2));
        Path error = CrashProof.only(lab, load, ".error.csv");
        String corrected = Files.readString(error, charset).replace("407", "408");
        lab.drop(load, error.getFileName().toString(), corrected.getBytes(charset));
        CrashLab.until(() -> lab.files("done", load).size() == 2);
        lab.awaitEnd(load);
        List<String> successes = new ArrayList<>();
        for (Path file : lab.files("results", load)) {
            if (file.toString().endsWith(".success.csv")) {
                successes.addAll(Files.readString(file, charset).lines().toList());
            }
        }
        assertThat(successes).anyMatch(row -> row.startsWith(rows.get(2).replace("407", "408")));
    }

    @Test
    void raggedRowsAreErrorRecordsAndTheOthersAreLoaded() throws IOException {
        load("ragged", "items.csv", "id,name\n501,a\n502\n503,c,too many\n504,d\n\n505,\"e\"\n");
        assertThat(sent("50")).containsExactlyInAnyOrder("501", "504", "505");
        accounted("ragged", 3, 2);
    }

    @Test
    void aQuoteThatIsNeverClosedLosesNothingOfTheFile() throws IOException {
        String text = "id,name\n601,a\n602,\"open\n603,c\n604,d\n";
        load("quote", "items.csv", text);
        assertThat(sent("60")).contains("601");
        JsonNode summary = summary("quote");
        assertThat(summary.path("succeeded").asInt() + summary.path("failed").asInt())
                .isEqualTo(summary.path("records").asInt());
        String all = Files.readString(CrashProof.only(lab, "quote", ".success.csv"))
                + Files.readString(CrashProof.only(lab, "quote", ".error.csv"));
        for (String id : List.of("601", "602", "603", "604")) {
            assertThat(all).containsOnlyOnce(id);
        }
    }

    @Test
    void bytesThatAreNotOfTheCharsetAreErrorRecords() throws IOException {
        lab.drop("charset", "items.csv", "id,name\n701,a\n702,M\u00fcller\n703,c\n".getBytes(ISO_8859_1));
        lab.awaitEnd("charset");
        assertThat(sent("70")).containsExactlyInAnyOrder("701", "703");
        assertThat(summary("charset").path("errors_by_class").path("parse").asInt())
                .isEqualTo(1);
        byte[] error = Files.readAllBytes(CrashProof.only(lab, "charset", ".error.csv"));
        assertThat(new String(error, ISO_8859_1)).contains("702,M\u00fcller");
    }

    @Test
    void markAndMixedLineEndsAndControlCharactersAreKept() throws IOException {
        load("mixed", "items.csv", "\ufeffid,name\r\n801,a\n802,\"two\r\nlines\"\r\n803,\u0001nul\u0000\r804,=1+1\n");
        JsonNode summary = summary("mixed");
        assertThat(summary.path("records").asInt()).isBetween(3, 4);
        assertThat(summary.path("succeeded").asInt() + summary.path("failed").asInt())
                .isEqualTo(summary.path("records").asInt());
        String all = Files.readString(CrashProof.only(lab, "mixed", ".success.csv"))
                + Files.readString(CrashProof.only(lab, "mixed", ".error.csv"));
        assertThat(all).contains("two\r\nlines", "\u0001nul", "=1+1");
    }

    @Test
    void aJsonDocumentThatIsCutKeepsWhatWasWhole() throws IOException {
        lab.drop("cut", "items.json", "[{\"id\":901},{\"id\":902},{\"id\":9".getBytes(UTF_8));
        lab.awaitEnd("cut");
        JsonNode summary = summary("cut");
        assertThat(summary.path("succeeded").asInt()).isEqualTo(2);
        assertThat(summary.path("errors_by_class").path("parse").asInt()).isEqualTo(1);
    }

    private void load(String load, String name, String text) throws IOException {
        lab.drop(load, name, text.getBytes(UTF_8));
        lab.awaitEnd(load);
    }

    /** The ids that came to the destination and start so. */
    private List<String> sent(String start) {
        List<String> ids = new ArrayList<>();
        for (Got got : destination.log()) {
            got.ids().stream().filter(id -> id.startsWith(start)).forEach(ids::add);
        }
        return ids;
    }

    private JsonNode summary(String load) throws IOException {
        return CrashProof.summary(lab, load);
    }

    private void accounted(String load, int succeeded, int parse) throws IOException {
        JsonNode summary = summary(load);
        assertThat(summary.path("records").asInt()).isEqualTo(succeeded + parse);
        assertThat(summary.path("succeeded").asInt()).isEqualTo(succeeded);
        assertThat(summary.path("errors_by_class").path("parse").asInt()).isEqualTo(parse);
        assertThat(lines(load, ".success.csv", UTF_8)).hasSize(succeeded + 1);
        assertThat(lines(load, ".error.csv", UTF_8)).hasSize(parse + 1);
    }

    private List<String> lines(String load, String ending, Charset charset) throws IOException {
        return Files.readString(CrashProof.only(lab, load, ending), charset)
                .lines()
                .toList();
    }
}
