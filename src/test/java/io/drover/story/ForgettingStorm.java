package io.drover.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.journal.Journal;
import io.drover.journal.RunStart;
import io.drover.proof.TrackRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills a process at its n-th call of a kind on a file of its home while it goes on with a run and forgets old ones: P15
 * of the fault matrix. Needs strace: {@code mvn -Pstorm verify}.
 */
class ForgettingStorm {
    private static final int RECORDS = 60;
    private static final int OLD = 8;
    private static final Instant LONG_AGO = Instant.parse("2020-02-03T04:05:06Z");
    private static final int CASES = 3;
    private static final Map<String, Integer> KILLS = new TreeMap<>();
    private static long began;

    @TempDir
    private Path folder;

    @BeforeAll
    static void begin() {
        began = System.nanoTime();
    }

    @AfterAll
    static void tell() throws IOException {
        if (KILLS.size() < CASES) {
            return;
        }
        TrackRecord.Figure figure = new TrackRecord.Figure("forgetting");
        KILLS.forEach((call, kills) -> figure.row("kills at `" + call + "`, each at another one", kills));
        TrackRecord.write(figure.row("old runs to forget in each", OLD)
                .row("records in each", RECORDS)
                .row("**records lost or doubled; young runs forgotten; old ones that stayed**", "**0**")
                .repeatedBy(
                        "mvn -Pstorm verify -Dit.test=ForgettingStorm",
                        Duration.ofNanos(System.nanoTime() - began).toMinutes()));
    }

    @ParameterizedTest
    @CsvSource({"unlink,1", "fdatasync,1", "pwrite64,5"})
    void aKillWhileOldRunsAreForgottenIsMadeUpFor(String call, int step) throws Exception {
        byte[] source = CrashLab.csv(RECORDS);
        try (CrashDestination destination = CrashDestination.open()) {
            CrashLab left = new CrashLab(folder.resolve("left"), destination);
            left.set("drover.history", "30d");
            left.write();
            left.drop("items", "items.csv", source);
            Process process = CrashProcess.start(
                    CrashProcess.command(left.directory(), "settled", 3), folder.resolve("left.log"));
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
            addOldRuns(left);
            int kills = 0;
            boolean killed = true;
            for (int n = 1; killed; n += step) {
                CrashLab lab = left.image(folder.resolve("at" + n));
                lab.write();
                int before = destination.log().size();
                killed = CallTrap.set(call, n, lab, folder.resolve(call + n + ".log"))
                        .isSprung("items", lab);
                kills += killed ? 1 : 0;
                lab.watching(() -> {
                    lab.awaitEnd("items");
                    CrashLab.until(() -> diaries(lab).stream().noneMatch(ForgettingStorm::isOld));
                });
                CrashProof.everyRecordOnce(lab, "items", source);
                CrashProof.oneKeyOneBody(destination.logAfter(before));
                assertThat(lab.runs(folder))
                        .singleElement()
                        .satisfies(run -> assertThat(run.start().load()).isEqualTo("items"));
            }
            assertThat(kills).as("kills at %s", call).isPositive();
            KILLS.put(call, kills);
        }
    }

    private static void addOldRuns(CrashLab lab) throws IOException {
        Path state = lab.home().resolve("state");
        Path diary = Files.createDirectories(state.resolve("diary"));
        try (Journal journal = Journal.open(state)) {
            for (int i = 0; i < OLD; i++) {
                String run = "20200203-040506-000-000" + i;
                journal.begin(
                        new RunStart(run, "items", "crm", "old.csv", "aa", 3, "{}", LONG_AGO, Optional.empty()),
                        "running");
                journal.end(run, "done", LONG_AGO, Optional.empty());
                Path lines = Files.writeString(diary.resolve(run + ".jsonl"), "{}\n");
                Files.setLastModifiedTime(lines, FileTime.from(LONG_AGO));
            }
        }
    }

    private static List<Path> diaries(CrashLab lab) throws IOException {
        try (Stream<Path> all = Files.list(lab.home().resolve("state/diary"))) {
            return new ArrayList<>(all.toList());
        }
    }

    private static boolean isOld(Path diary) {
        return String.valueOf(diary.getFileName()).startsWith("2020");
    }
}
