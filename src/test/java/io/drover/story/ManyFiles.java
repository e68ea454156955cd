package io.drover.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.load.CsvFormat;
import io.drover.result.Verification;
import io.drover.story.CrashDestination.Got;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Small files of a load that travel together, and what must be true of each of them in the end. */
final class ManyFiles {
    private static final JsonMapper JSON = new JsonMapper();

    private final CrashLab lab;
    private final String load;
    private final Map<String, List<String>> idsOf = new LinkedHashMap<>();

    ManyFiles(CrashLab lab, String load) {
        this.lab = lab;
        this.load = load;
    }

    /** The same files in another place. */
    ManyFiles in(CrashLab other) {
        ManyFiles same = new ManyFiles(other, load);
        same.idsOf.putAll(idsOf);
        return same;
    }

    /** One CSV file for each of the numbers 1 to {@code count}, with one record of this id. */
    void drop(int count) throws IOException {
        for (int id : IntStream.rangeClosed(1, count).toArray()) {
            drop("file" + id + ".csv", "id,name\n" + id + ",name of " + id + "\n", id);
        }
    }

    void drop(String name, String content, int... ids) throws IOException {
        lab.drop(load, name, content.getBytes(UTF_8));
        idsOf.put(name, IntStream.of(ids).mapToObj(Integer::toString).toList());
    }

    /**
     * Every record of every file stands once in the right result file of its own file, in the order it was settled, and
     * all sums are proved.
     */
    void everyRecordOnce() throws IOException {
        assertThat(CrashLab.visible(lab.home().resolve("processing"))).isEmpty();
        assertThat(CrashLab.visible(lab.inbox(load))).isEmpty();
        assertThat(lab.files("done", load)).hasSize(idsOf.size());
        assertThat(lab.files("results", load)).hasSize(3 * idsOf.size());
        Set<String> seen = new TreeSet<>();
        for (Path file : summaries()) {
            assertThat(new Verification(file, lab.home().resolve("done").resolve(load), new CsvFormat(',', UTF_8))
                            .findings())
                    .isEmpty();
            JsonNode summary = CrashProof.json(file);
            List<String> ids = idsOf.getOrDefault(summary.path("file").asText(), List.of());
            assertThat(seen.add(summary.path("file").asText())).isTrue();
            assertThat(summary.path("records").asInt()).isEqualTo(ids.size());
            assertThat(ids(summary.path("success_file").asText()))
                    .containsExactlyInAnyOrderElementsOf(ids.stream()
                            .filter(id -> !CrashDestination.refuses(id))
                            .toList());
            assertThat(ids(summary.path("error_file").asText()))
                    .containsExactlyInAnyOrderElementsOf(
                            ids.stream().filter(CrashDestination::refuses).toList());
        }
        assertThat(seen).isEqualTo(new TreeSet<>(idsOf.keySet()));
    }

    /** A key has one body, a body one key, and a record travels in one body only; nothing else was sent. */
    void eachSentUnderOneKey(CrashDestination destination) {
        CrashProof.oneKeyOneBody(destination.log());
        Set<String> sent = new HashSet<>();
        destination.log().forEach(got -> sent.addAll(got.ids()));
        Set<String> all = new HashSet<>();
        idsOf.values().forEach(all::addAll);
        assertThat(sent).isEqualTo(all);
    }

    /** The destination has taken every record under one key, and no other record. */
    void eachTakenOnce(CrashDestination destination) throws IOException {
        CrashProof.sameBytesUnderOneKey(destination.log());
        assertThat(destination.taken())
                .containsExactlyInAnyOrderElementsOf(
                        idsOf.values().stream().flatMap(List::stream).toList());
    }

    List<Path> summaries() {
        return lab.files("results", load).stream()
                .filter(path -> path.toString().endsWith(".summary.json"))
                .toList();
    }

    /** The sum of a count over all summaries. */
    int sum(String count) throws IOException {
        int sum = 0;
        for (Path file : summaries()) {
            sum += CrashProof.json(file).path(count).asInt();
        }
        return sum;
    }

    /** The sizes of the requests, in their order. */
    static List<Integer> sizes(List<Got> log) {
        return log.stream().map(got -> got.ids().size()).toList();
    }

    private List<String> ids(String resultFile) throws IOException {
        List<String> ids = new ArrayList<>();
        List<String> lines =
                Files.readAllLines(lab.home().resolve("results").resolve(load).resolve(resultFile));
        if (resultFile.endsWith(".jsonl")) {
            for (String line : lines) {
                ids.add(JSON.readTree(line).path("id").asText());
            }
            return ids;
        }
        int column = List.of(lines.get(0).split(",", -1)).indexOf("id");
        lines.subList(1, lines.size()).forEach(line -> ids.add(line.split(",", -1)[column]));
        return ids;
    }
}
