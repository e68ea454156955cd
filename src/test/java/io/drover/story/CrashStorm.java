package io.drover.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills a process at its n-th call of a kind, for n = 1, 2, 3 … until it runs through; the same again with a process
 * that recovers. Takes minutes and needs strace: {@code mvn -Pstorm verify}.
 */
class CrashStorm {
    private static final int RECORDS = 60;
    /** No thread of so small a run makes more calls of one kind; an endless loop would be a failure of this test. */
    private static final int MOST = 2000;
    /** Every n-th call; 1 kills at each. */
    private static final int STEP = Integer.getInteger("drover.storm.step", 1);

    @TempDir
    private Path folder;

    private final byte[] source = CrashLab.csv(RECORDS);

    @BeforeEach
    void needsStrace() {
        assumeThat(Path.of("/usr/bin/strace")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rename", "unlink", "mkdir", "rmdir", "fsync", "fdatasync", "ftruncate", "pwrite64"})
    void aKillAtAnyCallLosesAndDoublesNothing(String call) throws Exception {
        try (CrashDestination destination = CrashDestination.open()) {
            CrashLab dropped = new CrashLab(folder.resolve("dropped"), destination);
            dropped.write();
            dropped.drop("items", "items.csv", source);
            killAtEach(call, dropped, destination);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rename", "unlink", "rmdir", "fsync", "fdatasync", "ftruncate", "pwrite64"})
    void aKillAtAnyCallOfARecoveryLosesAndDoublesNothing(String call) throws Exception {
        try (CrashDestination destination = CrashDestination.open()) {
            CrashLab left = new CrashLab(folder.resolve("left"), destination);
            left.write();
            left.drop("items", "items.csv", source);
            Process process = CrashProcess.start(
                    CrashProcess.command(left.directory(), "settled", 3), folder.resolve("left.log"));
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            killAtEach(call, left, destination);
        }
    }

    private void killAtEach(String call, CrashLab from, CrashDestination destination) throws Exception {
        int kills = 0;
        for (int n = 1; n < MOST; n += STEP) {
            CrashLab lab = from.image(folder.resolve("at" + n));
            lab.write();
            int before = destination.log().size();
            boolean ranThrough = isRunThrough(call, n, lab);
            lab.finish("items");
            CrashProof.everyRecordOnce(lab, "items", source);
            CrashProof.oneKeyOneBody(destination.logAfter(before));
            if (ranThrough) {
                assertThat(kills).as("kills at %s", call).isPositive();
                return;
            }
            kills++;
        }
        throw new AssertionError("still killed at call " + MOST + " of " + call);
    }

    private boolean isRunThrough(String call, int n, CrashLab lab) throws IOException, InterruptedException {
        Path log = folder.resolve(call + n + ".log");
        List<String> command =
                new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call));
        command.addAll(List.of("-e", "inject=" + call + ":signal=SIGKILL:when=" + n));
        command.addAll(CrashProcess.command(lab.directory(), "ended", 1));
        Process process = CrashProcess.start(command, log);
        assertThat(process.waitFor(90, TimeUnit.SECONDS))
                .as("%s %s: %s", call, n, log)
                .isTrue();
        return Files.readString(log).contains(CrashProcess.HALTED_AT);
    }
}
