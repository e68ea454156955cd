package io.drover.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.batch.BatchId;
import io.drover.journal.SettledBatches;
import io.drover.story.CrashDestination.Got;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What must be true of a load that got one file, whatever happened meanwhile; read from files and the log alone. */
final class CrashProof {
    private static final JsonMapper JSON = new JsonMapper();

    private CrashProof() {}

    /** Every record stands once in the right result file; source, inbox and processing/ are as they should be. */
    static void everyRecordOnce(CrashLab lab, String load, byte[] source) throws IOException {
        assertThat(CrashLab.visible(lab.home().resolve("processing"))).isEmpty();
        assertThat(CrashLab.visible(lab.inbox(load))).isEmpty();
        assertThat(lab.files("rejected", load)).isEmpty();
        assertThat(lab.files("done", load))
                .singleElement()
                .satisfies(done -> assertThat(Files.readAllBytes(done)).isEqualTo(source));
        assertThat(lab.files("results", load)).hasSize(3);
        List<String> input = lines(source);
        Map<Long, String> success = rows(lab, load, ".success.csv", input.get(0));
        Map<Long, String> error = rows(lab, load, ".error.csv", input.get(0));
        for (int ordinal = 1; ordinal < input.size(); ordinal++) {
            String row = input.get(ordinal);
            boolean refused = CrashDestination.refuses(id(row));
            assertThat(error.get((long) ordinal)).isEqualTo(refused ? row : null);
            assertThat(success.get((long) ordinal)).isEqualTo(refused ? null : row);
        }
        assertThat(success.size() + error.size()).isEqualTo(input.size() - 1);
        summaryAgrees(lab, load, success.size(), error.size());
    }

    private static void summaryAgrees(CrashLab lab, String load, int succeeded, int failed) throws IOException {
        JsonNode summary = summary(lab, load);
        assertThat(summary.path("records").asInt()).isEqualTo(succeeded + failed);
        assertThat(summary.path("succeeded").asInt()).isEqualTo(succeeded);
        assertThat(summary.path("failed").asInt()).isEqualTo(failed);
        for (String kind : List.of("success", "error")) {
            Path file = lab.home()
                    .resolve("results")
                    .resolve(load)
                    .resolve(summary.path(kind + "_file").asText());
            assertThat(CrashDestination.sha256(Files.readAllBytes(file)))
                    .isEqualTo(summary.path(kind + "_sha256").asText());
        }
    }

    /** The only summary of a load. */
    static JsonNode summary(CrashLab lab, String load) throws IOException {
        return json(only(lab, load, ".summary.json"));
    }

    static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }

    /** The only result file of a load with that ending. */
    static Path only(CrashLab lab, String load, String ending) {
        List<Path> found = lab.files("results", load).stream()
                .filter(path -> path.toString().endsWith(ending))
                .toList();
        assertThat(found).as("results ending with %s", ending).hasSize(1);
        return found.get(0);
    }

    private static Map<Long, String> rows(CrashLab lab, String load, String ending, String header) throws IOException {
        List<String> lines = lines(Files.readAllBytes(only(lab, load, ending)));
        assertThat(lines.get(0)).startsWith(header + ",_record,_line,_batch,_attempts,_http_status");
        int columns = header.split(",", -1).length;
        Map<Long, String> rows = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = List.of(line.split(",", -1));
            long ordinal = Long.parseLong(cells.get(columns));
            assertThat(rows.put(ordinal, String.join(",", cells.subList(0, columns))))
                    .as("record %s in %s", ordinal, ending)
                    .isNull();
        }
        return rows;
    }

    /** A key has one body, a body has one key, and a record travels in one body only. */
    static void oneKeyOneBody(List<Got> log) {
        sameBytesUnderOneKey(log);
        Map<String, String> keyOfRecord = new HashMap<>();
        for (Got got : log) {
            for (String id : got.ids()) {
                assertThat(keyOfRecord.merge(id, got.key(), (old, now) -> old)).isEqualTo(got.key());
            }
        }
    }

    /** A key has one body, and a body one key; a record may travel in several. */
    static void sameBytesUnderOneKey(List<Got> log) {
        Map<String, String> bodyOfKey = new HashMap<>();
        Map<String, String> keyOfBody = new HashMap<>();
        for (Got got : log) {
            assertThat(got.key()).isNotEqualTo("null");
            assertThat(bodyOfKey.merge(got.key(), got.bodySha256(), (old, now) -> old))
                    .isEqualTo(got.bodySha256());
            assertThat(keyOfBody.merge(got.bodySha256(), got.key(), (old, now) -> old))
                    .isEqualTo(got.key());
        }
    }

    /** Of what was recorded before a crash nothing is sent after it. */
    static void nothingRecordedIsSentAgain(String run, SettledBatches settled, int limit, List<Got> after) {
        for (Got got : after) {
            int batch = (Integer.parseInt(got.ids().get(0)) - 1) / limit + 1;
            assertThat(settled.contains(BatchId.of(run, batch)))
                    .as("batch %s was recorded and is sent again", batch)
                    .isFalse();
        }
    }

    /** Requests whose key had come before. */
    static int repeats(List<Got> log) {
        Set<String> keys = new HashSet<>();
        int repeats = 0;
        for (Got got : log) {
            repeats += keys.add(got.key()) ? 0 : 1;
        }
        return repeats;
    }

    private static String id(String row) {
        return row.substring(0, row.indexOf(','));
    }

    private static List<String> lines(byte[] text) {
        String all = new String(text, UTF_8);
        assertThat(all).endsWith("\n");
        List<String> lines = new ArrayList<>(List.of(all.split("\n", -1)));
        lines.remove(lines.size() - 1);
        return lines;
    }
}
