package io.drover.connection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of {@link RotationStorm} that takes seconds. */
class RotationKillTest {
    @TempDir
    Path folder;

    @Test
    void aProcessKilledAfterAnyWriteOfARotationLosesNoSecret() throws Exception {
        RotationLab lab = new RotationLab(folder);
        int kills = 0;
        while (lab.killAfterWrite(kills + 1)) {
            kills++;
        }
        assertThat(kills).isEqualTo(3);
    }

    @Test
    void aProcessKilledAtAnyRenameOfARotationLosesNoSecret() throws Exception {
        assumeThat(Path.of("/usr/bin/strace")).exists();
        RotationLab lab = new RotationLab(folder);
        int kills = 0;
        while (lab.killAtCall("rename", kills + 1)) {
            kills++;
        }
        assertThat(kills).isPositive();
    }
}
