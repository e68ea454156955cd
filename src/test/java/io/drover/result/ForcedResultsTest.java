package io.drover.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Outcome;
import io.drover.batch.SourceShape;
import io.drover.testing.Forced;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a run's results is on the disk before anything is said of it. */
class ForcedResultsTest {
    private static final SourceShape.Csv SHAPE = CsvBatches.shape(StandardCharsets.UTF_8);
    private static final ResultRows ROWS = new ResultRows(SHAPE, List.of());
    private static final ResultNames NAMES = ResultNames.of("people.csv", "7", SHAPE);

    @TempDir
    Path home;

    private static Settlement settlement() {
        return ROWS.settlement(
                CsvBatches.of("7", SHAPE, 1, List.of("1,ann")).get(0),
                List.of(new Outcome.Success(List.of())),
                new Delivered(1, OptionalInt.of(200), 1, 0, 0));
    }

    @Test
    void newFilesAndTheirNamesAreForced() throws Exception {
        assertThat(Forced.during(() -> ResultFiles.create(home, NAMES, ROWS).close()))
                .containsExactly(NAMES.success(), NAMES.error(), String.valueOf(home.getFileName()));
    }

    @Test
    void rowsAreForcedAndAnUnchangedFileIsNot() throws Exception {
        try (ResultFiles files = ResultFiles.create(home, NAMES, ROWS)) {
            assertThat(Forced.during(() -> {
                        files.append(settlement());
                        files.force();
                    }))
                    .containsExactly(NAMES.success());
        }
    }

    @Test
    void whatAKilledProcessLeftIsForcedBeforeItIsGoneOnWith() throws Exception {
        ResultFiles.create(home, NAMES, ROWS).close();
        long success = Files.size(home.resolve(NAMES.success()));
        long error = Files.size(home.resolve(NAMES.error()));

        assertThat(Forced.during(
                        () -> ResultFiles.resume(home, NAMES, success, error).close()))
                .containsExactly(NAMES.success(), NAMES.error());
    }

    @Test
    void theNamesOfBothFilesAreForcedBeforeTheSummaryAndItsNameAfterIt() throws Exception {
        PublishedRun run = PublishedRun.unpublished(home);

        List<String> forced = Forced.during(() -> run.publication().publish(run.summary()));

        // The folders that were missing, then the folder of results before and after the summary.
        assertThat(forced.subList(forced.size() - 3, forced.size()))
                .containsExactly("people", run.publication().names().summary(), "people");
        assertThat(forced.subList(0, forced.size() - 3)).containsExactly(String.valueOf(home.getFileName()), "results");
    }
}
