package io.drover.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.proof.TrackRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kills a process at its n-th call of a kind on a file of its home, for n = 1, 2, 3 … until it runs through, of the most
 * frequent kinds at every second to twelfth; the same again with a process that recovers. Needs strace: {@code mvn -Pstorm
 * verify}.
 */
class CrashStorm {
    private static final int RECORDS = 60;
    /** So small a run makes fewer calls of one kind; an endless loop would be a failure of this test. */
    private static final int MOST = 2000;
    /** 1 kills at each call of any kind, as the profile soak does; 0: at as many as stand with the kinds. */
    private static final int STEP = Integer.getInteger("drover.storm.step", 0);

    private static final int CASES = 19;
    private static final Map<String, Integer> RUN = new TreeMap<>();
    private static final Map<String, Integer> RECOVERY = new TreeMap<>();
    private static long began;
    private static int cases;

    @TempDir
    private Path folder;

    private final byte[] source = CrashLab.csv(RECORDS);

    @BeforeAll
    static void begin() {
        began = System.nanoTime();
    }

    @AfterAll
    static void tell() throws IOException {
        if (cases < CASES) {
            return;
        }
        int kills = RUN.values().stream().mapToInt(Integer::intValue).sum();
        int again = RECOVERY.values().stream().mapToInt(Integer::intValue).sum();
        TrackRecord.write(new TrackRecord.Figure("crash-storm")
                .row("kills of a run, each at another call", kills)
                .row("by call", text(RUN))
                .row("kills of a recovery, each at another call", again)
                .row("by call of the recovery", text(RECOVERY))
                .row("records in each", RECORDS)
                .row("**lost, in two files, twice in one, invented; keys with two bodies**", "**0**")
                .repeatedBy(
                        STEP == 1
                                ? "mvn -Psoak verify -Dit.test=CrashStorm"
                                : "mvn -Pstorm verify -Dit.test=CrashStorm",
                        Duration.ofNanos(System.nanoTime() - began).toMinutes()));
    }

    private static String text(Map<String, Integer> kills) {
        return kills.entrySet().stream()
                .map(call -> "`" + call.getKey() + "` " + call.getValue())
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource({
        "rename,1",
        "unlink,2",
        "mkdir,4",
        "rmdir,1",
        "fsync,3",
        "fdatasync,1",
        "ftruncate,1",
        "write,12",
        "pwrite64,10",
        "openat,5"
    })
    void aKillAtAnyCallLosesAndDoublesNothing(String call, int step) throws Exception {
        try (CrashDestination destination = CrashDestination.open()) {
            CrashLab dropped = new CrashLab(folder.resolve("dropped"), destination);
            dropped.write();
            dropped.drop("items", "items.csv", source);
            RUN.put(call, killAtEach(call, step, dropped, destination));
            cases++;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rename,1",
        "unlink,2",
        "rmdir,1",
        "fsync,3",
        "fdatasync,1",
        "ftruncate,1",
        "write,12",
        "pwrite64,10",
        "openat,5"
    })
    void aKillAtAnyCallOfARecoveryLosesAndDoublesNothing(String call, int step) throws Exception {
        try (CrashDestination destination = CrashDestination.open()) {
            CrashLab left = new CrashLab(folder.resolve("left"), destination);
            left.write();
            left.drop("items", "items.csv", source);
            Process process = CrashProcess.start(
                    CrashProcess.command(left.directory(), "settled", 3), folder.resolve("left.log"));
            assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
            RECOVERY.put(call, killAtEach(call, step, left, destination));
            cases++;
        }
    }

    private int killAtEach(String call, int step, CrashLab from, CrashDestination destination) throws Exception {
        int kills = 0;
        for (int n = 1; n < MOST; n += STEP > 0 ? STEP : step) {
            CrashLab lab = from.image(folder.resolve("at" + n));
            lab.write();
            int before = destination.log().size();
            boolean killed = CallTrap.set(call, n, lab, folder.resolve(call + n + ".log"))
                    .isSprung("items", lab);
            lab.finish("items");
            CrashProof.everyRecordOnce(lab, "items", source);
            CrashProof.oneKeyOneBody(destination.logAfter(before));
            if (!killed) {
                assertThat(kills).as("kills at %s", call).isPositive();
                return kills;
            }
            kills++;
        }
        throw new AssertionError("still killed at call " + MOST + " of " + call);
    }
}
