package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.drover.testing.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.dataformat.csv.CsvDataFormat;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Camel's CSV reader is the second opinion, FastCSV the third. */
class CsvDifferentialTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void readsSoundFilesAsCamelCsvDoes() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext();
                CsvDataFormat format = new CsvDataFormat()) {
            format.start();
            Fuzz.check(fuzz -> {
                String file = new CsvCorpus(fuzz.random().nextLong()).soundFile();
                String unmarked = file.replace("\uFEFF", "");
                Object theirs = format.unmarshal(
                        new DefaultExchange(context),
                        new ByteArrayInputStream(unmarked.getBytes(StandardCharsets.UTF_8)));
                assertThat(ours(file)).as(file).isEqualTo(withoutHeader((List<?>) theirs));
            });
        }
    }

    @Test
    void readsSoundFilesAsFastCsvDoes() {
        Fuzz.check(fuzz -> {
            String file = new CsvCorpus(fuzz.random().nextLong()).soundFile();
            List<List<String>> theirs;
            try (de.siegmar.fastcsv.reader.CsvReader<CsvRecord> reader =
                    de.siegmar.fastcsv.reader.CsvReader.builder().ofCsvRecord(file.replace("\uFEFF", ""))) {
                theirs = reader.stream().map(CsvRecord::getFields).toList();
            }
            assertThat(ours(file)).as(file).isEqualTo(withoutHeader(theirs));
        });
    }

    /** Rows of any number of cells, empty lines, any line end: what is sent is what FastCSV reads of the full rows. */
    @Test
    void sendsTheFullRowsOfARaggedFileAsFastCsvReadsThem() {
        Fuzz.check(fuzz -> {
            String file = new CsvCorpus(fuzz.random().nextLong()).anyFile();
            boolean strict = file.chars().filter(c -> c == '"').count() == 0;
            if (strict) {
                List<List<String>> theirs;
                try (de.siegmar.fastcsv.reader.CsvReader<CsvRecord> reader =
                        de.siegmar.fastcsv.reader.CsvReader.builder()
                                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                                .ofCsvRecord(file)) {
                    theirs = reader.stream()
                            .skip(1)
                            .map(CsvRecord::getFields)
                            .filter(cells -> cells.size() == 3)
                            .toList();
                }
                List<List<String>> sent = new ArrayList<>();
                for (Seen record : Seen.csv(file)) {
                    if (record.problem().isEmpty()) {
                        sent.add(cells(record));
                    }
                }
                assertThat(sent).as(file).isEqualTo(theirs);
            }
        });
    }

    @Test
    void rowsReadAgainGiveTheSameCells() {
        Fuzz.check(fuzz -> {
            String file = new CsvCorpus(fuzz.random().nextLong()).soundFile();
            CsvReader reader = Seen.csvReader(file.getBytes(StandardCharsets.UTF_8));
            StringBuilder again = new StringBuilder(((io.drover.batch.SourceShape.Csv) reader.shape()).header());
            Seen.all(reader).forEach(record -> again.append('\n').append(record.row()));
            assertThat(ours(again.toString())).as(file).isEqualTo(ours(file));
        });
    }

    private List<List<String>> ours(String file) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        for (Seen record : Seen.csv(file)) {
            assertThat(record.problem()).as(file).isEmpty();
            rows.add(cells(record));
        }
        return rows;
    }

    private List<String> cells(Seen record) throws IOException {
        List<String> cells = new ArrayList<>();
        for (JsonNode cell : json.readTree(record.json())) {
            cells.add(cell.textValue());
        }
        return cells;
    }

    private static List<?> withoutHeader(List<?> rows) {
        return rows.subList(1, rows.size());
    }
}
