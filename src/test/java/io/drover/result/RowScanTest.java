package io.drover.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.load.CsvFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowScanTest {
    private static List<String> scan(RowScan scan, String text, Charset charset) throws IOException {
        List<String> rows = new ArrayList<>();
        long count = scan.scan(
                new ByteArrayInputStream(text.getBytes(charset)),
                row -> rows.add(row.ordinal()
                        + row.errorClass().map(found -> " " + found.word()).orElse("")));
        assertThat(rows).hasSize((int) count);
        return rows;
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "ISO-8859-1"})
    void readsQuotesDelimitersAndLineBreaksInsideCells(String charset) throws IOException {
        Charset used = Charset.forName(charset);
        String text = """
                _record;x;_record;_line;_batch;_attempts;_http_status;_class;_message
                77;"a;""b
                c";1;2;1;1;200;http;"so
                so"
                ;5" pipe\rline;2;4;1;1;200;schema;x
                """.replace("\n", "\r\n");

        assertThat(scan(new CsvRowScan(new CsvFormat(';', used)), text, used)).containsExactly("1 http", "2 schema");
    }

    @Test
    void countsARowWithoutARecordNumberAsNoRecord() throws IOException {
        String text = "_record,_line,_batch,_attempts,_http_status\nx,1\n\n9,9,9,9,9";

        assertThat(scan(new CsvRowScan(new CsvFormat(',', StandardCharsets.UTF_8)), text, StandardCharsets.UTF_8))
                .containsExactly("0", "0", "9");
    }

    @Test
    void refusesAFileThatIsNoResultFile() {
        CsvFormat format = new CsvFormat(',', StandardCharsets.UTF_8);
        assertThatThrownBy(() -> scan(new CsvRowScan(format), "a,b\n1,2\n", StandardCharsets.UTF_8))
                .hasMessageContaining("its header has no _record,_line");
        assertThatThrownBy(() -> scan(
                        new CsvRowScan(format),
                        "_record,_line,_batch,_attempts,_http_status\n\"1,2\n",
                        StandardCharsets.UTF_8))
                .hasMessageContaining("a quoted cell has no end");
    }

    @Test
    void takesTheLastFieldOfANameInJsonLines() throws IOException {
        String text = """
                {"_record":"own","deep":{"_record":5},"_record":1,"_line":1,"_class":"http"}
                {"_class":{"own":1},"_record":2,"_line":2}
                {"_record":1.5}
                """;

        assertThat(scan(new JsonRowScan(), text, StandardCharsets.UTF_8)).containsExactly("1 http", "2", "0");
    }
}
