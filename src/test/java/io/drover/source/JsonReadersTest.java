package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.load.RequestSplitPath;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReadersTest {
    private static final String OWN =
            "\"_record\":1,\"_line\":1,\"_batch\":\"0001\",\"_attempts\":0,\"_http_status\":\"\"";

    @Test
    void anUneditedProblemRowIsAProblemAgain() throws Exception {
        for (String line : List.of("{\"id\":", "[1]", "no json at all", "{\"a\":\"\\ud83d\"}", "{} {}")) {
            Seen problem = Seen.jsonLines(line).get(0);
            Seen again = Seen.jsonLines(errorRow(problem)).get(0);
            assertThat(again.problem()).isEqualTo(problem.problem()).isNotEmpty();
            assertThat(again.row()).isEqualTo(problem.row());
        }
    }

    @Test
    void anEditedProblemRowIsRead() throws Exception {
        Seen problem = Seen.jsonLines("{\"id\":").get(0);
        String corrected = errorRow(problem).replace("{\\\"id\\\":", "{\\\"id\\\":5}");
        assertThat(Seen.jsonLines(corrected)).extracting(Seen::json).containsExactly("{\"id\":5}");
        String replaced = errorRow(problem).replaceFirst("\"_source\":\"[^,]*\",", "\"id\":6,");
        assertThat(Seen.jsonLines(replaced)).extracting(Seen::json).containsExactly("{\"id\":6}");
    }

    private static String errorRow(Seen problem) {
        return problem.row() + OWN + ",\"_class\":\"parse\",\"_message\":\"" + problem.problem() + "\"}";
    }

    /** Cut anywhere, a document never ends silently. */
    @Test
    void everyPrefixOfADocumentSaysThatItBreaksOff() throws Exception {
        String document = "[{\"id\":1,\"n\":[{}]},\n{\"id\":2.50,\"t\":\"ü\"}, {}]";
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        int first = document.indexOf('{') + 1;
        for (int length = first; length < bytes.length; length++) {
            byte[] prefix = java.util.Arrays.copyOf(bytes, length);
            List<Seen> seen =
                    Seen.all(new JsonDocumentReader(new ByteArrayInputStream(prefix), RequestSplitPath.parse("")));
            assertThat(seen.get(seen.size() - 1).problem()).contains("breaks off");
            assertThat(seen.subList(0, seen.size() - 1))
                    .allMatch(record -> record.problem().isEmpty());
            assertThat(seen).extracting(Seen::ordinal).isSorted().doesNotHaveDuplicates();
        }
    }

    /** A mark of UTF-32 with its bytes in no order that exists. */
    @Test
    void aDocumentThatNobodyCanDecodeIsRefusedAsAWhole() {
        byte[] odd = {0, 0, (byte) 0xFF, (byte) 0xFE, '[', ']'};

        assertThatThrownBy(() -> new JsonDocumentReader(new ByteArrayInputStream(odd), RequestSplitPath.parse("")))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("UTF-32");
    }

    @Test
    void tooDeepAndTooLargeValuesAreProblems() throws Exception {
        String deep = "{\"a\":" + "[".repeat(1100) + "]".repeat(1100) + "}";
        assertThat(Seen.jsonLines(deep + "\n{}")).extracting(Seen::json).containsExactly("", "{}");
        String member = "\"a\":\"" + "x".repeat(1 << 20) + "\"";
        String large = "{" + String.join(",", java.util.Collections.nCopies(11, member)) + "}";
        List<Seen> lines = Seen.jsonLines("{}\n" + large + "\n{\"id\":3}");
        assertThat(lines).extracting(Seen::json).containsExactly("{}", "", "{\"id\":3}");
        assertThat(lines.get(1).reason()).startsWith("line 2, from byte 3, is longer than 10485760 bytes");
        List<Seen> elements = Seen.all(new JsonDocumentReader(
                new ByteArrayInputStream(("[" + large + ",{\"id\":3}]").getBytes(StandardCharsets.UTF_8)),
                RequestSplitPath.parse("")));
        assertThat(elements).extracting(Seen::json).containsExactly("", "{\"id\":3}");
        assertThat(elements.get(0).reason()).isEqualTo("the record has more than 10485760 bytes and was not read");
    }

    @Test
    void invalidUtf8IsAProblemOfItsLine() throws Exception {
        byte[] source = "{\"a\":\"\u00e9\"}\n{\"a\":1}".getBytes(StandardCharsets.ISO_8859_1);
        List<Seen> seen = Seen.all(new JsonLinesReader(new ByteArrayInputStream(source), Window.RECORD_LIMIT));
        assertThat(seen.get(0).reason()).isEqualTo("the line is not UTF-8 at byte 7; JSON must be");
        assertThat(seen.get(0).row()).isEqualTo("{\"_source\":\"{\\\"a\\\":\\\"\uFFFD\\\"}\",");
        assertThat(seen.get(1).json()).isEqualTo("{\"a\":1}");
    }
}
