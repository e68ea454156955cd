package io.drover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.batch.Batch;
import io.drover.batch.BatchId;
import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import io.drover.batch.SourceShape;
import io.drover.journal.Journal;
import io.drover.journal.Progress;
import io.drover.journal.Recovery;
import io.drover.journal.RunStart;
import io.drover.journal.SettledBatches;
import io.drover.result.CsvBatches;
import io.drover.result.Delivered;
import io.drover.result.ResultFiles;
import io.drover.result.ResultNames;
import io.drover.result.ResultRows;
import io.drover.result.Settlement;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlerTest {
    private static final SourceShape.Csv SHAPE = CsvBatches.shape(StandardCharsets.UTF_8);
    private static final ResultRows ROWS = new ResultRows(SHAPE, List.of());
    private static final ResultNames NAMES = ResultNames.of("people.csv", "7", SHAPE);
    private static final int BATCHES = 400;

    @TempDir
    Path home;

    private static Journal journal(Path home) {
        return Journal.open(home.resolve("state"));
    }

    private static void begin(Journal journal, String run) {
        journal.begin(
                new RunStart(run, "people", "crm", "people.csv", "aa", 1, "{}", Instant.EPOCH, Optional.empty()),
                "running");
    }

    private static ResultFiles create(Path folder) throws IOException {
        return ResultFiles.open(Files.createDirectories(folder), NAMES, ROWS, 0, 0);
    }

    private static List<Batch> batches(String run) {
        return CsvBatches.of(run, SHAPE, 3, Collections.nCopies(BATCHES * 3, "1,ann"));
    }

    /** Every third batch fails, the rest succeeds; batch 5 arrives in halves. */
    private static List<Settlement> settlements(String run) {
        List<Settlement> settlements = new ArrayList<>();
        for (Batch batch : batches(run)) {
            if (batch.id().number() == 5) {
                settlements.add(settlement(batch.firstHalf()));
                settlements.add(settlement(batch.secondHalf()));
            } else {
                settlements.add(settlement(batch));
            }
        }
        Collections.shuffle(settlements.subList(10, 300), new Random(11));
        return settlements;
    }

    private static Settlement settlement(Batch batch) {
        Outcome outcome = batch.id().number() % 3 == 0
                ? new Outcome.Failure(ErrorClass.HTTP, "refused", List.of())
                : new Outcome.Success(List.of());
        return ROWS.settlement(
                batch, Collections.nCopies(batch.size(), outcome), new Delivered(2, OptionalInt.of(200), 2, 1, 0));
    }

    @Test
    void acknowledgesWhatIsInTheFilesAndInTheJournal() throws IOException {
        try (Journal journal = journal(home);
                ResultFiles files = create(home.resolve("7"))) {
            begin(journal, "7");
            RunResults run = new RunResults(Progress.none("7"), files);
            try (Settler settler = new Settler(journal)) {
                settlements("7").stream()
                        .map(settlement -> settler.settle(run, settlement))
                        .toList()
                        .forEach(CompletableFuture::join);
            }
            Progress progress = journal.recovery("7").orElseThrow().progress();
            assertThat(progress.settled()).isEqualTo("1-" + BATCHES);
            assertThat(progress.tally()).isEqualTo(run.tally());
            assertThat(run.tally().records()).isEqualTo(BATCHES * 3);
            assertThat(run.tally().batches()).isEqualTo(BATCHES + 1);
            assertThat(progress.successLength())
                    .isEqualTo(Files.size(home.resolve("7").resolve(NAMES.success())));
            assertThat(progress.errorLength())
                    .isEqualTo(Files.size(home.resolve("7").resolve(NAMES.error())));
        }
    }

    /** What is copied while the settler works is what a kill at that moment leaves. */
    @Test
    void leavesAfterACrashAtAnyMomentExactlyTheRowsOfTheRecordedBatches() throws IOException {
        List<Path> crashes = new ArrayList<>();
        try (Journal journal = journal(home);
                ResultFiles files = create(home.resolve("7"))) {
            begin(journal, "7");
            RunResults run = new RunResults(Progress.none("7"), files);
            try (Settler settler = new Settler(journal)) {
                List<CompletableFuture<Void>> pending = new ArrayList<>();
                for (Settlement settlement : settlements("7")) {
                    pending.add(settler.settle(run, settlement));
                    if (pending.size() % 50 == 7) {
                        crashes.add(crash(crashes.size()));
                    }
                }
                pending.forEach(CompletableFuture::join);
            }
        }
        assertThat(crashes).hasSizeGreaterThan(5);
        for (Path crash : crashes) {
            resumeAndFinish(crash);
        }
    }

    /** The journal first: files only grow, so they are never shorter than a journal that was copied before them. */
    private Path crash(int number) throws IOException {
        Path crash = Files.createDirectories(home.resolve("crash-" + number));
        Files.createDirectories(crash.resolve("state"));
        for (String name :
                List.of("state/journal.db-wal", "state/journal.db", "7/" + NAMES.success(), "7/" + NAMES.error())) {
            Path to = crash.resolve(name);
            Files.createDirectories(to.getParent());
            if (Files.exists(home.resolve(name))) {
                Files.copy(home.resolve(name), to);
            }
        }
        Files.writeString(crash.resolve("7").resolve(NAMES.error()), "torn \"row", StandardOpenOption.APPEND);
        return crash;
    }

    private static void resumeAndFinish(Path crash) throws IOException {
        Path folder = crash.resolve("7");
        try (Journal journal = journal(crash)) {
            Recovery recovery = journal.recovery("7").orElseThrow();
            Progress progress = recovery.progress();
            SettledBatches settled = progress.settledBatches();
            try (ResultFiles files =
                            ResultFiles.open(folder, NAMES, ROWS, progress.successLength(), progress.errorLength());
                    Settler settler = new Settler(journal)) {
                assertThat(rows(folder)).isEqualTo(progress.tally().records());
                assertThat(ordinals(folder))
                        .doesNotHaveDuplicates()
                        .allMatch(ordinal -> settled.contains(batchOf(ordinal)));
                RunResults run = new RunResults(progress, files);
                settlements("7").stream()
                        .filter(settlement -> !settled.contains(settlement.batch()))
                        .map(settlement -> settler.settle(run, settlement))
                        .toList()
                        .forEach(CompletableFuture::join);
                assertThat(ordinals(folder)).hasSize(BATCHES * 3).doesNotHaveDuplicates();
                assertThat(run.tally().records()).isEqualTo(BATCHES * 3);
            }
        }
    }

    private static BatchId batchOf(long ordinal) {
        int number = (int) ((ordinal - 1) / 3 + 1);
        // Batch 5 carries records 13 to 15 and was cut into 13, 14 and 15.
        return number == 5 ? new BatchId("7", ordinal < 15 ? "5.1" : "5.2") : BatchId.of("7", number);
    }

    private static long rows(Path folder) throws IOException {
        return ordinals(folder).size();
    }

    private static List<Long> ordinals(Path folder) throws IOException {
        List<Long> ordinals = new ArrayList<>();
        for (String name : List.of(NAMES.success(), NAMES.error())) {
            List<String> lines = Files.readAllLines(folder.resolve(name));
            for (String line : lines.subList(1, lines.size())) {
                ordinals.add(Long.valueOf(line.split(",", -1)[2]));
            }
        }
        return ordinals;
    }

    @Test
    void recordsTheRunsOfABatchTogetherOrNotAtAll() throws IOException {
        try (Journal journal = journal(home);
                ResultFiles good = create(home.resolve("7"))) {
            begin(journal, "7");
            begin(journal, "8");
            ResultFiles closed = create(home.resolve("8"));
            closed.close();
            RunResults broken = new RunResults(Progress.none("8"), closed);
            RunResults sound = new RunResults(Progress.none("7"), good);
            try (Settler settler = new Settler(journal)) {
                List<SettlingGroup.Part> parts = List.of(
                        new SettlingGroup.Part(sound, settlements("7").get(0)),
                        new SettlingGroup.Part(broken, settlements("8").get(0)));
                assertThatThrownBy(() -> settler.settle(parts, Optional.empty()).join())
                        .hasRootCauseInstanceOf(ClosedChannelException.class);
            }
            assertThat(journal.recovery("7").orElseThrow().progress()).isEqualTo(Progress.none("7"));
            assertThat(sound.failure()).isPresent();
        }
    }

    @Test
    void failsOneRunAndGoesOnWithTheOthers() throws IOException {
        try (Journal journal = journal(home);
                ResultFiles good = create(home.resolve("7"))) {
            begin(journal, "7");
            begin(journal, "8");
            ResultFiles closed = create(home.resolve("8"));
            closed.close();
            RunResults broken = new RunResults(Progress.none("8"), closed);
            RunResults sound = new RunResults(Progress.none("7"), good);
            try (Settler settler = new Settler(journal)) {
                List<Settlement> settlements = settlements("8");
                assertThatThrownBy(
                                () -> settler.settle(broken, settlements.get(0)).join())
                        .hasRootCauseInstanceOf(ClosedChannelException.class);
                assertThatThrownBy(
                                () -> settler.settle(broken, settlements.get(1)).join())
                        .hasMessageContaining("run 8 failed before");
                settler.settle(sound, settlements("7").get(0)).join();
            }
            assertThat(journal.recovery("8").orElseThrow().progress()).isEqualTo(Progress.none("8"));
            assertThat(broken.failure()).isPresent();
            assertThat(sound.tally().records()).isEqualTo(3);
        }
    }

    @Test
    void claimsNothingWhenTheJournalFails() throws IOException {
        Journal journal = journal(home);
        begin(journal, "7");
        journal.close();
        try (ResultFiles files = create(home.resolve("7"));
                Settler settler = new Settler(journal)) {
            RunResults run = new RunResults(Progress.none("7"), files);
            assertThatThrownBy(
                            () -> settler.settle(run, settlements("7").get(0)).join())
                    .hasMessageContaining("can't record settled batches");
            assertThat(run.tally().records()).isZero();
        }
    }

    @Test
    void neverSettlesABatchTwice() throws IOException {
        try (Journal journal = journal(home);
                ResultFiles files = create(home.resolve("7"));
                Settler settler = new Settler(journal)) {
            begin(journal, "7");
            RunResults run = new RunResults(Progress.none("7"), files);
            Settlement settlement = settlements("7").get(0);
            settler.settle(run, settlement).join();

            assertThatThrownBy(() -> settler.settle(run, settlement).join())
                    .hasMessageContaining("batch 7/1 is settled already");
        }
    }

    @Test
    void refusesWhatComesAfterItWasClosed() throws IOException {
        try (Journal journal = journal(home);
                ResultFiles files = create(home.resolve("7"))) {
            Settler settler = new Settler(journal);
            settler.close();

            assertThatThrownBy(() -> settler.settle(
                                    new RunResults(Progress.none("7"), files),
                                    settlements("7").get(0))
                            .join())
                    .hasMessageContaining("came after settling had ended");
        }
    }
}
