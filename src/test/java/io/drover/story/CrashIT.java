package io.drover.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.journal.RunEntry;
import io.drover.journal.SettledBatches;
import io.drover.story.CrashDestination.Behaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills real processes at each step of a small run; the next start must bring it to its end as if nothing had been. */
class CrashIT {
    private static final int RECORDS = 400;
    private static final int LIMIT = 10;
    private static final int CONCURRENCY = 4;
    /** Batches that may be answered and not recorded, or on their way: what a crash may have sent again. */
    private static final int UNKNOWN = CONCURRENCY + 256 / LIMIT;

    @TempDir
    private Path folder;

    private CrashDestination destination;
    private CrashLab lab;
    private byte[] source;

    @BeforeEach
    void drop() throws IOException {
        destination = CrashDestination.open();
        lab = new CrashLab(folder.resolve("work"), destination);
        lab.write();
        drop(RECORDS);
    }

    private void drop(int records) throws IOException {
        source = CrashLab.csv(records);
        lab.drop("items", "items.csv", source);
    }

    @AfterEach
    void close() {
        destination.close();
    }

    @ParameterizedTest
    @CsvSource({"started,1", "sending,1", "sending,9", "attempted,3", "settled,1", "settled,20", "settled,40", "ended,1"
    })
    void aProcessThatHaltsAtAnEventLosesAndDoublesNothing(String event, int count) throws Exception {
        Process process = start(event, count);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(log()).isEqualTo(CrashProcess.KILLED);
        theNextStartFinishes(event.equals("ended") || event.equals("started") ? 0 : UNKNOWN);
    }

    /** Where in an exchange the destination kills its client. */
    enum Moment {
        REQUEST_HALF_READ,
        REQUEST_READ,
        ANSWER_HALF_WRITTEN,
        ANSWER_WRITTEN
    }

    @ParameterizedTest
    @EnumSource
    void aProcessKilledInTheMiddleOfAnExchangeLosesAndDoublesNothing(Moment moment) throws Exception {
        Process[] process = new Process[1];
        Behaviour killer = call -> {
            if (call.number() < 7) {
                call.answer();
                return;
            }
            switch (moment) {
                case REQUEST_HALF_READ -> call.readSome();
                case REQUEST_READ -> call.take();
                case ANSWER_HALF_WRITTEN -> call.answerHalf();
                case ANSWER_WRITTEN -> call.answer();
            }
            process[0].destroyForcibly();
        };
        destination.behave(killer);
        process[0] = start("none", 0);
        assertThat(process[0].waitFor(60, TimeUnit.SECONDS)).isTrue();
        destination.behave(CrashDestination.Call::answer);
        assertThat(destination.log()).as(log()).isNotEmpty();
        theNextStartFinishes(UNKNOWN);
    }

    @Test
    void aRecoveryThatIsKilledAgainAndAgainGetsThere() throws Exception {
        int kills = 3;
        // A kill at the fifth settled batch may come when as many again as may be unrecorded are settled too: enough
        // records that even so the last kill finds work.
        drop((kills + 1) * (5 + UNKNOWN) * LIMIT);
        for (int kill = 1; kill <= kills; kill++) {
            Process process = start("settled", 5);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(log()).isEqualTo(CrashProcess.KILLED);
        }
        theNextStartFinishes(kills * UNKNOWN);
    }

    @Test
    void aStopDuringALongRetryAfterTakesLessThanTenSeconds() throws Exception {
        destination.behave(call -> {
            if (call.number() <= 5) {
                call.answer();
            } else {
                call.refuse(429, Map.of("Retry-After", "3600"));
            }
        });
        Process process = start("none", 0);
        CrashLab.until(() -> destination.log().size() >= 6);
        Instant before = Instant.now();
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        destination.behave(CrashDestination.Call::answer);
        theNextStartFinishes(RECORDS / LIMIT);
    }

    @Test
    void aKilledLoadGoesOnWhenItIsGivenAgain() throws Exception {
        Path file = Files.write(folder.resolve("other.csv"), CrashLab.csv(1001, 1200));
        Files.delete(lab.inbox("items").resolve("items.csv"));
        Process process = CrashProcess.start(
                CrashProcess.command(lab.directory(), "settled", 3, file.toString(), "items"), logFile());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(log()).isEqualTo(CrashProcess.KILLED);
        String jar = Path.of("target", "drover.jar").toAbsolutePath().toString();
        Process again = new ProcessBuilder("java", "-jar", jar, "load", file.toString(), "--load", "items")
                .directory(lab.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(logFile().toFile())
                .start();
        assertThat(again.waitFor(60, TimeUnit.SECONDS)).isTrue();
        int someRecordsFailed = 3;
        assertThat(again.exitValue()).as(log()).isEqualTo(someRecordsFailed);
        CrashProof.everyRecordOnce(lab, "items", Files.readAllBytes(file));
        CrashProof.oneKeyOneBody(destination.log());
    }

    @Test
    void aSecondProcessOnOneHomeSaysWhoHoldsItAndEnds() throws Exception {
        destination.behave(call -> call.refuse(429, Map.of("Retry-After", "3600")));
        Process first = start("none", 0);
        try {
            CrashLab.until(() -> !destination.log().isEmpty());
            Process second = start("none", 0);
            assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isNotZero();
            assertThat(log()).contains("process " + first.pid());
        } finally {
            first.destroyForcibly().waitFor();
        }
        destination.behave(CrashDestination.Call::answer);
        theNextStartFinishes(UNKNOWN);
    }

    private void theNextStartFinishes(int allowedRepeats) throws IOException {
        List<RunEntry> runs = lab.runs(folder);
        SettledBatches settled = lab.settled(folder);
        int before = destination.log().size();
        lab.finish("items");
        CrashProof.everyRecordOnce(lab, "items", source);
        CrashProof.oneKeyOneBody(destination.log());
        assertThat(CrashProof.repeats(destination.log())).isLessThanOrEqualTo(allowedRepeats);
        if (!runs.isEmpty()) {
            CrashProof.nothingRecordedIsSentAgain(
                    runs.get(0).start().run(), settled, LIMIT, destination.logAfter(before));
        }
    }

    private Process start(String event, int count) throws IOException {
        return CrashProcess.start(CrashProcess.command(lab.directory(), event, count), logFile());
    }

    private Path logFile() {
        return folder.resolve("process.log");
    }

    private String log() throws IOException {
        return Files.exists(logFile()) ? Files.readString(logFile()) : "";
    }
}
