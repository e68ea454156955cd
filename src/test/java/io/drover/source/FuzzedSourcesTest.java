package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.load.CsvFormat;
import io.drover.load.Load;
import io.drover.load.RequestSplitPath;
import io.drover.testing.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds: it is refused as a whole, or each record is one that can be sent or has a problem of its own. */
class FuzzedSourcesTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final List<String> NAMES =
            List.of("a.csv", "a.json", "a.jsonl", "a.ndjson", "a.csv.gz", "a.json.gz", "a.txt", "a");
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.ISO_8859_1,
            Charset.forName("windows-1252"),
            Charset.forName("Shift_JIS"));

    @TempDir
    Path folder;

    @Test
    void everyFileIsRefusedOrAccountedFor() {
        Load load = new InboxWorld(folder).load;
        Fuzz.check(fuzz -> {
            String name = fuzz.oneOf(NAMES);
            Charset charset = fuzz.oneOf(CHARSETS);
            Path file = folder.resolve(name);
            Files.write(file, bytes(name, charset, fuzz));
            Load ours = InboxWorld.withCsv(load, new CsvFormat(fuzz.oneOf(List.of(',', ';', '\t', '|')), charset));
            try {
                everyRecordIsSoundOrHasAProblem(Seen.all(Sources.open(file, ours)));
            } catch (UnreadableSourceException refused) {
                assertThat(refused).hasMessageMatching("(?s).*[a-z].*");
            }
        });
    }

    private static byte[] bytes(String name, Charset charset, Fuzz fuzz) throws IOException {
        String text = name.contains("csv") ? new CsvCorpus(fuzz.random().nextLong()).soundFile() : documents(fuzz);
        byte[] bytes =
                fuzz.spoilt(fuzz.below(2) == 0 ? text : fuzz.spoilt(text)).getBytes(charset);
        byte[] spoilt = fuzz.spoilt(bytes);
        return name.endsWith(".gz") && fuzz.below(4) > 0 ? fuzz.spoilt(packed(spoilt)) : spoilt;
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String documents(Fuzz fuzz) {
        List<String> objects = objects(fuzz);
        return fuzz.below(2) == 0 ? "[" + String.join(", ", objects) + "]" : String.join("\n", objects);
    }

    private static List<String> objects(Fuzz fuzz) {
        List<String> objects = new ArrayList<>();
        for (int left = fuzz.below(6); left > 0; left--) {
            objects.add(fuzz.jsonObject(3));
        }
        return objects;
    }

    private static void everyRecordIsSoundOrHasAProblem(List<Seen> records) throws IOException {
        long ordinal = 0;
        long line = 0;
        for (Seen record : records) {
            assertThat(record.ordinal()).isEqualTo(++ordinal);
            assertThat(record.line()).isGreaterThanOrEqualTo(line);
            line = record.line();
            if (record.problem().isEmpty()) {
                assertThat(JSON.readTree(record.json()).isObject())
                        .as(record.json())
                        .isTrue();
            }
        }
    }

    /** Digits, order and duplicate names are those of the source: compared as text, which Jackson would make one of. */
    @Test
    void jsonRecordsAreTheSourcesOwnTokens() {
        Fuzz.check(fuzz -> {
            List<String> objects = objects(fuzz);
            List<String> lines = Seen.jsonLines(String.join("\n", objects)).stream()
                    .map(Seen::json)
                    .toList();
            List<String> elements = Seen.all(new JsonDocumentReader(
                            new ByteArrayInputStream(
                                    ("[" + String.join(" ,\n", objects) + "]").getBytes(StandardCharsets.UTF_8)),
                            RequestSplitPath.parse("")))
                    .stream()
                    .map(Seen::json)
                    .toList();
            assertThat(lines).isEqualTo(elements).hasSize(objects.size());
            for (int at = 0; at < objects.size(); at++) {
                assertThat(numbers(lines.get(at))).isEqualTo(numbers(objects.get(at)));
                assertThat(tree(lines.get(at))).isEqualTo(tree(objects.get(at)));
            }
        });
    }

    private static String numbers(String json) {
        return json.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "_");
    }

    private static JsonNode tree(String json) throws IOException {
        return JSON.readTree(json);
    }
}
