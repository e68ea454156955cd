package io.drover.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.journal.RunEntry;
import io.drover.result.Summary;
import io.drover.run.Run;
import io.drover.run.RunListener;
import io.drover.run.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that can't be published: the run's end is recorded before its files leave, so a start only has to publish. */
class BlockedResultsTest {
    private static final int RECORDS = 30;

    @TempDir
    private Path folder;

    @Test
    void theEndIsRecordedBeforeAnythingIsPublished() throws IOException {
        byte[] source = CrashLab.csv(RECORDS);
        try (CrashDestination destination = CrashDestination.open()) {
            CrashLab lab = new CrashLab(folder.resolve("work"), destination);
            Path results = lab.home().resolve("results/items");
            lab.watching(
                    () -> {
                        lab.drop("items", "items.csv", source);
                        CrashLab.until(() -> destination.log().size() == 3 && isFinishing(lab));
                    },
                    blocking(results));
            assertThat(lab.files("processing", "")).hasSize(1);

            Files.delete(results);
            int before = destination.log().size();
            lab.finish("items");

            assertThat(destination.logAfter(before)).isEmpty();
            CrashProof.everyRecordOnce(lab, "items", source);
        }
    }

    private boolean isFinishing(CrashLab lab) throws IOException {
        RunEntry run = lab.runs(folder).get(0);
        return run.state().equals(RunState.FINISHING.word())
                && Summary.parse(run.summary().orElseThrow()).tally().records() == RECORDS;
    }

    /** A file stands where the folder of results has to be. */
    private static RunListener blocking(Path results) {
        return new RunListener() {
            @Override
            public void started(Run run) {
                try {
                    Files.deleteIfExists(results);
                    Files.createDirectories(results.resolveSibling(""));
                    Files.writeString(results, "in the way");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }
}
