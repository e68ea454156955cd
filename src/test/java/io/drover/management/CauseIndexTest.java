package io.drover.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CauseIndexTest {
    private static final String OURS = "_record,_line,_batch,_attempts,_http_status,code,_class,_message";

    @TempDir
    Path folder;

    private final CauseIndex index = new CauseIndex();

    @Test
    void recordsThatFailInTheSameWordsButForTheirValuesAreOneCause() throws IOException {
        ErrorFile file = file("id," + OURS, StandardCharsets.UTF_8, """
                1,1,2,1,1,400,E1,http,customer 17 is unknown
                2,2,3,1,1,400,E1,http,customer 18 is unknown
                3,3,4,1,1,400,E1,http,no such city
                4,4,5,1,1,400,E1,http,no such city
                5,5,6,1,1,400,E1,http,no such city
                6,6,7,1,1,,E1,exhausted,no such city
                """);
        index.readOn(file);
        assertThat(index.causes())
                .extracting(CauseIndex.Cause::errorClass, CauseIndex.Cause::message, CauseIndex.Cause::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("http", "no such city", 3),
                        org.assertj.core.groups.Tuple.tuple("http", "customer # is unknown", 2),
                        org.assertj.core.groups.Tuple.tuple("exhausted", "no such city", 1));
        CauseIndex.Cause cities = index.causes().get(0);
        assertThat(List.of(cities.first(), cities.last())).containsExactly(3L, 5L);
        assertThat(cities.samples()).hasSize(3);
        assertThat(cities.samples().get(0).toString())
                .isEqualTo("{\"record\":3,\"line\":4,\"message\":\"no such city\",\"fields\":{\"id\":\"3\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16LE", "UTF-16BE"})
    void cellsAreReadAsTheyWereWrittenInEveryCharset(String charset) throws IOException {
        ErrorFile file = file("id;naïve;\"a;b\";" + OURS.replace(',', ';'), Charset.forName(charset), """
                1;"Zoë; or
                ""Zoe""\";;1;2;1;1;400;E1;response;"says ""no""; twice"
                2;plain 5" pipe;"x";2;4;1;1;400;;response;no
                """);
        index.readOn(file);
        assertThat(file.sourceColumns()).containsExactly("id", "naïve", "a;b");
        CauseIndex.Cause quoted = index.causes().stream()
                .filter(each -> each.message().startsWith("says"))
                .findFirst()
                .orElseThrow();
        assertThat(quoted.message()).isEqualTo("says \"no\"; twice");
        ErrorRow row = file.rows(quoted.positions(0, 10)).get(0);
        assertThat(row.fields()).isEqualTo(Map.of("id", "1", "naïve", "Zoë; or\n\"Zoe\"", "a;b", ""));
        assertThat(row.answer()).isEqualTo(Map.of("code", "E1"));
        CauseIndex.Cause plain = index.causes().stream()
                .filter(each -> each.message().equals("no"))
                .findFirst()
                .orElseThrow();
        assertThat(file.rows(plain.positions(0, 10)).get(0).fields())
                .isEqualTo(Map.of("id", "2", "naïve", "plain 5\" pipe", "a;b", "x"));
        assertThat(new String(copied(file, plain), Charset.forName(charset)))
                .isEqualTo("2;plain 5\" pipe;\"x\";2;4;1;1;400;;response;no\n");
    }

    @Test
    void linesOfJsonAreReadToo() throws IOException {
        Path path = Files.writeString(folder.resolve("rows.error.jsonl"), """
                {"id":7,"tags":["a"],"_record":1,"_line":1,"_http_status":400,"code":"E1","_class":"http","_message":"no"}
                not JSON
                """);
        ErrorFile file = new ErrorFile(path, StandardCharsets.UTF_8);
        index.readOn(file);
        assertThat(index.causes()).extracting(CauseIndex.Cause::count).containsExactly(1, 1);
        ErrorRow row = file.rows(index.causes().get(0).positions(0, 1)).get(0);
        assertThat(row.fields()).isEqualTo(Map.of("id", "7", "tags", "[\"a\"]"));
        assertThat(row.answer()).isEqualTo(Map.of("code", "E1"));
    }

    @Test
    void aFileThatGrowsIsReadOnAndOneThatACrashCutBackIsReadAnew() throws IOException {
        String first = "1,1,2,1,1,400,E1,http,no\n";
        ErrorFile file = file("id," + OURS, StandardCharsets.UTF_8, first + "2,2,3,1,1,4");
        Path path = folder.resolve("rows.error.csv");
        index.readOn(file);
        assertThat(index.causes()).extracting(CauseIndex.Cause::count).containsExactly(1);
        Files.writeString(path, "00,E1,http,no\n3,3,4,1,1,400,E1,http,no\n", StandardOpenOption.APPEND);
        index.readOn(file);
        assertThat(index.causes()).extracting(CauseIndex.Cause::count).containsExactly(3);
        assertThat(copied(file, index.causes().get(0)))
                .asString()
                .isEqualTo(first + "2,2,3,1,1,400,E1,http,no\n3,3,4,1,1,400,E1,http,no\n");
        Files.writeString(path, "id," + OURS + "\n" + first);
        index.readOn(file);
        assertThat(index.causes()).extracting(CauseIndex.Cause::count).containsExactly(1);
        assertThatThrownBy(() -> file.rows(List.of(100_000L))).isInstanceOf(Refusal.class);
    }

    @Test
    void whatFailsInAThousandWaysAndMoreIsToldTogether() throws IOException {
        StringBuilder rows = new StringBuilder();
        IntStream.range(0, 1200)
                .forEach(i -> rows.append("1,1,2,1,1,400,E1,http,")
                        .append("no ".repeat(i / 40 + 1))
                        .append("and ".repeat(i % 40))
                        .append("so on\n"));
        index.readOn(file("id," + OURS, StandardCharsets.UTF_8, rows.toString()));
        assertThat(index.causes()).hasSize(1001);
        assertThat(index.causes().get(0).count()).isEqualTo(200);
        assertThat(index.causes().get(0).message()).isEqualTo("Other reasons, of few records each");
    }

    private ErrorFile file(String header, Charset charset, String rows) throws IOException {
        Path path = folder.resolve("rows.error.csv");
        Files.write(path, (header + "\n" + rows).getBytes(charset));
        return new ErrorFile(path, charset);
    }

    private static byte[] copied(ErrorFile file, CauseIndex.Cause cause) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.copy(cause.positions(0, cause.count()), out);
        return out.toByteArray();
    }
}
