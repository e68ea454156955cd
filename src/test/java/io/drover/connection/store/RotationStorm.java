package io.drover.connection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills a rotation of the key of secrets at its n-th call of a kind, for n = 1, 2, 3 … until it runs through. Takes
 * minutes and needs strace: {@code mvn -Pstorm verify}. These are all calls of a rotation that change the disk.
 */
class RotationStorm {
    private static final int MOST = 500;
    private static final int STEP = Integer.getInteger("drover.storm.step", 1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rename", "unlink", "fsync", "ftruncate", "pwrite64", "write"})
    void aKillAtAnyCallLosesNoSecret(String call) throws Exception {
        assumeThat(Path.of("/usr/bin/strace")).exists();
        RotationLab lab = new RotationLab(folder);
        int kills = 0;
        for (int n = 1; n < MOST; n += STEP) {
            if (!lab.killAtCall(call, n)) {
                assertThat(kills).as("kills at %s", call).isPositive();
                return;
            }
            kills++;
        }
        throw new AssertionError("still killed at call " + MOST + " of " + call);
    }
}
