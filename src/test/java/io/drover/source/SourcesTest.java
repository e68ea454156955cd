package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.load.CsvFormat;
import io.drover.load.Duplicates;
import io.drover.load.Load;
import io.drover.load.Shaping;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    @TempDir
    Path folder;

    @Test
    void picksTheReaderByName() throws Exception {
        for (String name : List.of("a.csv", "a.txt", "a.tsv", "a", "a.RUN.CSV", "json")) {
            assertThat(jsons(name, utf8("id\n1\n"))).containsExactly("{\"id\":\"1\"}");
        }
        assertThat(jsons("a.json", utf8("[{\"id\":1}]"))).containsExactly("{\"id\":1}");
        assertThat(jsons("a.JSONL", utf8("{\"id\":1}\n"))).containsExactly("{\"id\":1}");
        assertThat(jsons("a.ndjson", utf8("{\"id\":1}\n"))).containsExactly("{\"id\":1}");
    }

    @Test
    void unpacksGzipByItsFirstBytes() throws Exception {
        for (String name : List.of("a.csv.gz", "a.csv", "a.gz")) {
            assertThat(jsons(name, gzip(utf8("id\n1\n")))).containsExactly("{\"id\":\"1\"}");
        }
        assertThat(jsons("a.jsonl.gz", gzip(utf8("{\"id\":1}\n")))).containsExactly("{\"id\":1}");
        assertThat(jsons("a.json.gz", gzip(utf8("[{\"id\":1}]")))).containsExactly("{\"id\":1}");
        assertRefused("b.csv.gz", utf8("id\n1\n"), "doesn't start as gzip does");
    }

    @Test
    void refusesGzipThatIsCutOffOrDamagedBeforeAnyRecord() throws Exception {
        byte[] whole = gzip(utf8("id\n" + "1234567\n".repeat(50_000)));
        for (int length = 2; length < whole.length; length += 7) {
            assertRefused("a.csv.gz", Arrays.copyOf(whole, length), "cut off or damaged");
        }
        byte[] damaged = whole.clone();
        damaged[damaged.length - 6] ^= 1;
        assertRefused("a.csv.gz", damaged, "cut off or damaged");
    }

    @Test
    void readsEveryMemberOfAGzipFileAndRefusesWhatFollows() throws Exception {
        byte[] first = gzip(utf8("id\n1\n"));
        assertThat(jsons("a.csv.gz", joined(first, gzip(utf8("2\n"))))).hasSize(2);
        for (int rows = 1; rows < 40_000; rows += 7001) {
            byte[] large = gzip(random(rows));
            assertThat(jsons("a.csv.gz", large)).hasSize(rows);
            assertThat(jsons("a.csv.gz", joined(large, first))).hasSize(rows + 2);
            assertRefused("a.csv.gz", joined(large, utf8("3")), "data follows its end");
            assertRefused("a.csv.gz", joined(large, utf8("3\n4\n")), "data follows its end");
            assertRefused("a.csv.gz", joined(large, new byte[40]), "data follows its end");
        }
    }

    private static byte[] random(int rows) {
        Random random = new Random(rows);
        StringBuilder text = new StringBuilder("id\n");
        for (int row = 0; row < rows; row++) {
            text.append(random.nextLong()).append('\n');
        }
        return utf8(text.toString());
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void stopsUnpackingAtTheLimits() throws Exception {
        byte[] packed = gzip(new byte[1 << 20]);
        Gunzip.Limits ratio = new Gunzip.Limits(1 << 30, 100, 1 << 16);
        Gunzip.Limits most = new Gunzip.Limits(1 << 19, 10_000, 1 << 16);
        for (Gunzip.Limits limits : List.of(ratio, most)) {
            try (InputStream in = new Gunzip(new ByteArrayInputStream(packed), limits)) {
                assertThatThrownBy(in::readAllBytes)
                        .isInstanceOf(Gunzip.TooMuchException.class)
                        .hasMessageContaining("drop the unpacked file instead");
            }
        }
    }

    @Test
    void readsOtherCharsets() throws Exception {
        String text = "id,größe\n1,\"€ ü\n\"\n";
        List<String> expected = List.of("{\"id\":\"1\",\"größe\":\"€ ü\\n\"}");
        for (String name : List.of("windows-1252", "UTF-16LE", "UTF-16BE", "UTF-16")) {
            Charset charset = Charset.forName(name);
            assertThat(jsons("a.csv", text.getBytes(charset), charset)).as(name).isEqualTo(expected);
        }
        byte[] marked = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
        assertThat(jsons("a.csv", marked, StandardCharsets.UTF_16LE)).isEqualTo(expected);
        String large = "id\n" + "日本😀\n".repeat(30_000);
        assertThat(jsons("a.csv", large.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE))
                .hasSize(30_000)
                .containsOnly("{\"id\":\"日本😀\"}");
    }

    @Test
    void refusesWhatMeansNothingInTheCharsetWithItsPosition() throws Exception {
        byte[] source = utf8("id\n" + "1\n".repeat(20_000));
        source[30_001] = (byte) 0x81;
        assertRefused("a.csv", source, Charset.forName("windows-1252"), "byte 30001 means nothing in windows-1252");
        assertRefused("a.csv", source, StandardCharsets.US_ASCII, "byte 30001 means nothing in US-ASCII");
        byte[] cut = Arrays.copyOf("id\n1\n".getBytes(StandardCharsets.UTF_16LE), 9);
        assertRefused("a.csv", cut, StandardCharsets.UTF_16LE, "byte 8 means nothing in UTF-16LE");
    }

    @Test
    void refusesAByteOrderMarkOfAnotherCharset() throws Exception {
        byte[] utf16 = "\uFEFFid\n1\n".getBytes(StandardCharsets.UTF_16LE);
        assertRefused("a.csv", utf16, "byte order mark of UTF-16, but is read as UTF-8");
        assertRefused("a.jsonl", utf16, "byte order mark of UTF-16, but is read as UTF-8");
        assertRefused("a.csv", gzip(utf16), "byte order mark of UTF-16, but is read as UTF-8");
        assertRefused("a.csv", utf8("\uFEFFid\n"), StandardCharsets.ISO_8859_1, "mark of UTF-8, but is read as ISO");
        assertRefused("a.csv", "id\n1\n".getBytes(StandardCharsets.UTF_16BE), "the header holds a NUL byte at byte 0");
    }

    @Test
    void readsJsonInUtf16() throws Exception {
        byte[] utf16 = "\uFEFF[{\"id\":\"ü\"}]".getBytes(StandardCharsets.UTF_16LE);
        assertThat(jsons("a.json", utf16)).containsExactly("{\"id\":\"ü\"}");
    }

    @Test
    void aFileWithoutAByteHasNoRecords() throws Exception {
        for (String name : List.of("a.csv", "a.json", "a.jsonl", "a.csv.gz")) {
            assertThat(jsons(name, new byte[0])).isEmpty();
        }
    }

    @Test
    void aRefusedFileCanBeDeletedAtOnce() throws Exception {
        Path file = Files.write(folder.resolve("a.csv"), utf8("a,a\n"));
        assertThatThrownBy(() -> Sources.open(file, load(StandardCharsets.UTF_8, "")))
                .isInstanceOf(UnreadableSourceException.class);
        Files.delete(file);
        assertThat(file).doesNotExist();
    }

    @Test
    void readsAtTheRequestSplitPath() throws Exception {
        Path file = Files.write(folder.resolve("a.json"), utf8("{\"c\":[{\"id\":1}]}"));
        assertThat(Seen.all(Sources.open(file, load(StandardCharsets.UTF_8, "$.c.*"))))
                .extracting(Seen::json)
                .containsExactly("{\"id\":1}");
    }

    private List<String> jsons(String name, byte[] content) throws Exception {
        return jsons(name, content, StandardCharsets.UTF_8);
    }

    private List<String> jsons(String name, byte[] content, Charset charset) throws Exception {
        Path file = Files.write(folder.resolve(name), content);
        List<Seen> seen = Seen.all(Sources.open(file, load(charset, "")));
        assertThat(seen).allMatch(record -> record.problem().isEmpty());
        return seen.stream().map(Seen::json).toList();
    }

    private void assertRefused(String name, byte[] content, String message) throws IOException {
        assertRefused(name, content, StandardCharsets.UTF_8, message);
    }

    private void assertRefused(String name, byte[] content, Charset charset, String message) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        assertThatThrownBy(() -> Sources.open(file, load(charset, "")))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining(message);
    }

    private Load load(Charset charset, String requestSplitPath) {
        return new Load(
                "customers",
                "crm",
                "",
                folder,
                Pattern.compile(".*"),
                Duration.ofSeconds(1),
                false,
                Duplicates.REFUSE,
                100,
                1 << 20,
                new CsvFormat(',', charset),
                requestSplitPath,
                Shaping.NONE);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }
}
