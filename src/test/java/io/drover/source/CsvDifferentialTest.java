package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.dataformat.csv.CsvDataFormat;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Camel's CSV reader is the second opinion. */
class CsvDifferentialTest {
    private static final int FILES = 1500;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void readsSoundFilesAsCamelCsvDoes() throws Exception {
        long seed = System.nanoTime();
        try (DefaultCamelContext context = new DefaultCamelContext();
                CsvDataFormat format = new CsvDataFormat()) {
            format.start();
            for (int i = 0; i < FILES; i++) {
                String file = new CsvCorpus(seed + i).soundFile();
                String unmarked = file.replace("\uFEFF", "");
                Object theirs = format.unmarshal(
                        new DefaultExchange(context),
                        new ByteArrayInputStream(unmarked.getBytes(StandardCharsets.UTF_8)));
                assertThat(ours(file)).as("seed %d: %s", seed + i, file).isEqualTo(withoutHeader((List<?>) theirs));
            }
        }
    }

    @Test
    void rowsReadAgainGiveTheSameCells() throws Exception {
        long seed = System.nanoTime();
        for (int i = 0; i < FILES; i++) {
            String file = new CsvCorpus(seed + i).soundFile();
            CsvReader reader = Seen.csvReader(file.getBytes(StandardCharsets.UTF_8));
            StringBuilder again = new StringBuilder(((io.drover.batch.SourceShape.Csv) reader.shape()).header());
            Seen.all(reader).forEach(record -> again.append('\n').append(record.row()));
            assertThat(ours(again.toString())).as("seed %d: %s", seed + i, file).isEqualTo(ours(file));
        }
    }

    private List<List<String>> ours(String file) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        for (Seen record : Seen.csv(file)) {
            assertThat(record.problem()).as(file).isEmpty();
            List<String> cells = new ArrayList<>();
            for (JsonNode cell : json.readTree(record.json())) {
                cells.add(cell.textValue());
            }
            rows.add(cells);
        }
        return rows;
    }

    private static List<?> withoutHeader(List<?> rows) {
        return rows.subList(1, rows.size());
    }
}
