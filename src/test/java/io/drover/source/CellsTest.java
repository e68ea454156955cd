package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Cell;
import io.drover.batch.Cells;
import io.drover.batch.RecordReader;
import io.drover.load.CsvFormat;
import io.drover.load.RequestSplitPath;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CellsTest {
    @Test
    void readsCsvCellsByColumnWhateverTheirQuotes() throws Exception {
        String csv = "id,name,note\n1,\"Doe, \"\"J\"\"\",\n2,\"\",\"é\"\n";
        try (RecordReader reader = new CsvReader(in(csv), new CsvFormat(',', StandardCharsets.UTF_8), 1 << 20)) {
            assertThat(rows(reader, List.of("note", "name", "id", "none")))
                    .containsExactly("EMPTY:|TEXT:Doe, \"J\"|TEXT:1|EMPTY:", "TEXT:é|EMPTY:|TEXT:2|EMPTY:");
        }
    }

    @Test
    void readsJsonMembersByPathWithTheirKind() throws Exception {
        String json = """
                {"a":{"b":1.50,"c":[{"d":"x\\n\\u0001é\\""},2]},"e.f":true,"g":null,"h":""}
                {"a":{"b":1},"a":{"c":"}"}}
                """;
        List<String> paths = List.of("a.b", "a.c[0].d", "a.c[1]", "['e.f']", "g", "h", "a.c", "none.x");
        List<String> expected = List.of(
                "NUMBER:1.50|TEXT:x\n\u0001é\"|NUMBER:2|BOOLEAN:true|EMPTY:|EMPTY_TEXT:|"
                        + "JSON:[{\"d\":\"x\\n\\u0001é\\\"\"},2]|EMPTY:",
                "EMPTY:|EMPTY:|EMPTY:|EMPTY:|EMPTY:|EMPTY:|TEXT:}|EMPTY:");
        try (RecordReader lines = new JsonLinesReader(in(json), 1 << 20)) {
            assertThat(rows(lines, paths)).isEqualTo(expected);
        }
        try (RecordReader document = new JsonDocumentReader(in(json), RequestSplitPath.parse(""))) {
            assertThat(rows(document, paths)).isEqualTo(expected);
        }
    }

    @Test
    void readsAJsonRecordAsAWhole() throws Exception {
        try (RecordReader reader = new JsonLinesReader(in("{ \"a\" : [ 1 , 2 ] }\n{}"), 1 << 20)) {
            assertThat(rows(reader, List.of("$", "a[1]")))
                    .containsExactly("JSON:{\"a\":[1,2]}|NUMBER:2", "JSON:{}|EMPTY:");
        }
    }

    private static List<String> rows(RecordReader reader, List<String> columns) throws Exception {
        Cells cells = reader.cells(columns);
        Cell cell = new Cell();
        List<String> rows = new ArrayList<>();
        while (reader.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                cells.read(column, cell);
                row.add(cell.kind() + ":" + cell.text());
            }
            rows.add(String.join("|", row));
        }
        return rows;
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
