package io.drover.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Batch;
import io.drover.batch.Bytes;
import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import io.drover.load.CsvFormat;
import io.drover.load.Duplicates;
import io.drover.load.Load;
import io.drover.load.Shaping;
import io.drover.source.Sources;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The source's own cells stand in a result file as they came, formulas too: corrected and dropped again they are sent as
 * they are. What Drover adds never is a formula.
 */
class FormulaRoundTripTest {
    private static final SourceShape.Csv SHAPE = CsvBatches.shape(StandardCharsets.UTF_8);
    private static final List<String> CELLS = List.of(
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\"=cmd|' /C calc'!A0\"",
            "\"=HYPERLINK(\"\"https://evil.example\"\",\"\"x\"\")\"",
            "\t=1",
            "'=1",
            "\"\r=1\"",
            "\uFF1D1+1");

    @TempDir
    Path folder;

    @Test
    void anErrorFileDroppedAgainHoldsTheSameRecords() throws Exception {
        List<String> rows = new ArrayList<>();
        CELLS.forEach(cell -> rows.add(rows.size() + "," + cell));
        Batch batch = CsvBatches.of("7", SHAPE, rows.size(), rows).get(0);
        ResultRows format = new ResultRows(SHAPE, List.of("code"));
        Outcome refused = new Outcome.Failure(ErrorClass.HTTP, "=1+1 is no name", List.of("@code"));
        Settlement settled = format.settlement(
                batch, Collections.nCopies(rows.size(), refused), new Delivered(1, OptionalInt.of(422), 1, 0, 0));

        byte[] errorRows = settled.errorRows().toByteArray();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(format.errorHeader());
        file.write(errorRows);

        assertThat(json("error.csv", file.toByteArray()))
                .isEqualTo(json("source.csv", ("id,name\n" + String.join("\n", rows)).getBytes(StandardCharsets.UTF_8)))
                .hasSize(rows.size());
        assertThat(new String(errorRows, StandardCharsets.UTF_8))
                .contains("'=1+1 is no name")
                .contains("'@code");
    }

    private List<String> json(String name, byte[] content) throws Exception {
        Path file = Files.write(folder.resolve(name), content);
        List<String> records = new ArrayList<>();
        try (RecordReader reader = Sources.open(file, load())) {
            while (reader.next()) {
                assertThat(reader.problem()).isEmpty();
                Bytes json = new Bytes(64);
                reader.appendJson(json);
                records.add(json.toString());
            }
        }
        return records;
    }

    private Load load() {
        return new Load(
                "people",
                "crm",
                "",
                folder,
                Pattern.compile(".*"),
                Duration.ZERO,
                false,
                Duplicates.LOAD,
                1,
                1_000_000,
                new CsvFormat(',', StandardCharsets.UTF_8),
                "",
                Shaping.NONE);
    }
}
