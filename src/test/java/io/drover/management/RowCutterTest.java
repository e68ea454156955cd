package io.drover.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowCutterTest {
    private static RowCutter cutter(String text, char delimiter, Charset charset) {
        return RowCutter.csv(new ByteArrayInputStream(text.getBytes(charset)), delimiter, 0, charset);
    }

    /** The rows, each as its cells with what ends them. */
    private static List<List<String>> cells(String text, char delimiter, Charset charset) throws IOException {
        RowCutter cutter = cutter(text, delimiter, charset);
        List<List<String>> rows = new ArrayList<>();
        for (Optional<byte[]> row = cutter.next(); row.isPresent(); row = cutter.next()) {
            int[] begins = cutter.cells();
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < begins.length; i++) {
                int end = i + 1 < begins.length ? begins[i + 1] : row.get().length;
                cells.add(new String(row.get(), begins[i], end - begins[i], charset));
            }
            rows.add(cells);
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16LE", "UTF-16BE"})
    void cellsEndAtDelimitersOutsideOfQuotes(String charset) throws IOException {
        assertThat(cells("a,\"b,\"\"c\"\"\n,\",d\r\n\"\",\"\"\"\"\n,\"x\"y,z\"\n", ',', Charset.forName(charset)))
                .containsExactly(
                        List.of("a,", "\"b,\"\"c\"\"\n,\",", "d\r\n"),
                        List.of("\"\",", "\"\"\"\"\n"),
                        List.of(",", "\"x\"y,", "z\"\n"));
    }

    @Test
    void aDelimiterMayLieBeyondAscii() throws IOException {
        assertThat(cells("a§\"b§\"§c\n", '§', StandardCharsets.ISO_8859_1))
                .containsExactly(List.of("a§", "\"b§\"§", "c\n"));
    }

    /** It reads a few thousand bytes at a time; where a row stands in them means nothing. */
    @Test
    void nothingChangesWhereWhatWasReadEnds() throws IOException {
        for (int length = 4080; length < 4100; length++) {
            String longCell = "x".repeat(length);
            assertThat(cells(longCell + ",\"q\"\"\n\",é\nnext\n", ',', StandardCharsets.UTF_8))
                    .as("a cell of %s", length)
                    .containsExactly(List.of(longCell + ",", "\"q\"\"\n\",", "é\n"), List.of("next\n"));
        }
    }

    @Test
    void aRowWithoutAnEndIsLeft() throws IOException {
        RowCutter cutter = cutter("a,b\nc,\"d\n", ',', StandardCharsets.UTF_8);
        assertThat(cutter.next()).isPresent();
        assertThat(cutter.next()).isEmpty();
        assertThat(cutter.rest()).asString(StandardCharsets.UTF_8).isEqualTo("c,\"d\n");
        assertThat(cutter.position()).isEqualTo(4);
    }

    @Test
    void linesHaveNoQuotes() throws IOException {
        RowCutter cutter = RowCutter.lines(
                new ByteArrayInputStream("{\"a\":\"ÿ\"}\n\"\n".getBytes(StandardCharsets.ISO_8859_1)), 7);
        assertThat(cutter.next().orElseThrow())
                .asString(StandardCharsets.ISO_8859_1)
                .isEqualTo("{\"a\":\"ÿ\"}\n");
        assertThat(cutter.start()).isEqualTo(7);
        assertThat(cutter.next().orElseThrow())
                .asString(StandardCharsets.ISO_8859_1)
                .isEqualTo("\"\n");
        assertThat(cutter.cells()).containsExactly(0);
    }
}
