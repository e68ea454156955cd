package io.drover.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A sample of what the profile storm does to the disk, in every build: files that may not grow are a full disk that needs no administrator. */
class DiskIT {
    @Test
    void aRunThatCanNotWriteGoesOnByItselfWhenThereIsSpaceAgain() throws Exception {
        try (DiskLab lab = new DiskLab(Traces.empty("disk-sample"));
                DroverProcess drover = lab.underWay(Input.wide(1, 5000), 2_000_000)) {
            // More than the journal ever has, less than the results will.
            limit(drover, "6000000");
            assertThat(drover.awaitLine(DiskLab.WAITS, 60)).as(drover.printed()).isTrue();
            assertThat(lab.isPublished()).isFalse();
            limit(drover, "unlimited");
            lab.awaitEnd(drover);
            assertThat(lab.breaches(true, 3)).isEmpty();
        }
    }

    private static void limit(DroverProcess drover, String bytes) throws IOException {
        assertThat(DiskLab.run(
                        "prlimit", "--pid", Long.toString(drover.machine().pid()), "--fsize=" + bytes + ":"))
                .isZero();
    }
}
