package io.drover.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.batch.Outcome;
import io.drover.batch.SourceShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFilesTest {
    private static final SourceShape.Csv SHAPE = CsvBatches.shape(StandardCharsets.UTF_8);
    private static final ResultRows ROWS = new ResultRows(SHAPE, List.of());
    private static final ResultNames NAMES = ResultNames.of("customers.csv.gz", "7", SHAPE);

    @TempDir
    Path folder;

    private static Settlement settlement(int records) {
        return ROWS.settlement(
                CsvBatches.of("7", SHAPE, records, Collections.nCopies(records, "1,ann"))
                        .get(0),
                Collections.nCopies(records, new Outcome.Success(List.of())),
                new Delivered(1, OptionalInt.of(200), 1, 0, 0));
    }

    @Test
    void beginsBothFilesWithTheirHeaders() throws IOException {
        try (ResultFiles files = ResultFiles.create(folder, NAMES, ROWS)) {
            assertThat(folder.resolve("customers.7.success.csv"))
                    .hasContent("id,name,_record,_line,_batch,_attempts,_http_status\n");
            assertThat(folder.resolve("customers.7.error.csv"))
                    .hasContent("id,name,_record,_line,_batch,_attempts,_http_status,_class,_message\n");
            assertThat(files.successLength()).isEqualTo(Files.size(folder.resolve(NAMES.success())));
        }
    }

    @Test
    void cutsUnrecordedRowsOffAndGoesOnWithTheSameHash() throws Exception {
        Path success = folder.resolve(NAMES.success());
        long recorded;
        long errors;
        try (ResultFiles files = ResultFiles.create(folder, NAMES, ROWS)) {
            files.append(settlement(5000));
            files.force();
            recorded = files.successLength();
            errors = files.errorLength();
        }
        byte[] whole = Files.readAllBytes(success);
        Files.writeString(success, "5001,to", StandardOpenOption.APPEND);

        try (ResultFiles files = ResultFiles.resume(folder, NAMES, recorded, errors)) {
            assertThat(Files.readAllBytes(success)).isEqualTo(whole);
            files.append(settlement(1));
            files.force();
            byte[] now = Files.readAllBytes(success);
            assertThat(files.successLength()).isEqualTo(now.length).isGreaterThan(recorded);
            assertThat(files.successSha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(now)));
        }
    }

    @Test
    void stopsLoudlyWhenAFileIsShorterThanRecorded() throws IOException {
        ResultFiles.create(folder, NAMES, ROWS).close();
        long length = Files.size(folder.resolve(NAMES.success()));

        assertThatThrownBy(() -> ResultFiles.resume(folder, NAMES, length + 1, 0))
                .isInstanceOf(ResultFileShortException.class)
                .hasMessageContaining("customers.7.success.csv has " + length + " bytes, but " + (length + 1));
        Files.delete(folder.resolve(NAMES.error()));
        assertThatThrownBy(() -> ResultFiles.resume(folder, NAMES, length, 1))
                .hasMessageContaining("customers.7.error.csv has 0 bytes, but 1");
    }

    @Test
    void refusesAllWorkAfterAFailure() throws IOException {
        ResultFiles files = ResultFiles.create(folder, NAMES, ROWS);
        files.append(settlement(1));
        files.close();

        assertThatThrownBy(files::force).isInstanceOf(IOException.class);
        assertThatThrownBy(files::force).hasMessageContaining("failed before");
        assertThatThrownBy(() -> files.append(settlement(1))).hasMessageContaining("failed before");
    }

    @Test
    void namesFilesByStemAndRun() {
        assertThat(NAMES.success()).isEqualTo("customers.7.success.csv");
        assertThat(NAMES.summary()).isEqualTo("customers.7.summary.json");
        assertThat(NAMES.done()).isEqualTo("customers.7.csv.gz");
        assertThat(ResultNames.of("a.b.jsonl", "7", new SourceShape.Json()).error())
                .isEqualTo("a.b.7.error.jsonl");
        assertThat(ResultNames.of("plain", "7", SHAPE).done()).isEqualTo("plain.7");
        assertThat(ResultNames.of("data.GZ", "7", SHAPE).done()).isEqualTo("data.7.GZ");
    }

    @Test
    void shortensLongNamesToWhatAFileSystemTakes() {
        ResultNames names = ResultNames.of("ü".repeat(125) + ".csv", "20261121-070000-1", SHAPE);

        assertThat(names.success().getBytes(StandardCharsets.UTF_8).length).isBetween(253, 255);
        assertThat(names.success()).endsWith("ü.20261121-070000-1.success.csv");
        assertThat(names.done().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
    }
}
