package io.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class EndingTest {
    @Test
    void aRunWhoseDiskCouldNotBeReadMayBeOpenedAgainAndOneOfADamagedFileNot() {
        assertThat(unreadable(new IOException("Input/output error")).isDiskFailed())
                .isTrue();
        assertThat(unreadable(new IOException("spoilt", new FileSystemException("f", null, "gone")))
                        .isDiskFailed())
                .isTrue();
        assertThat(unreadable(new IOException("a.csv.gz is damaged")).isDiskFailed())
                .isFalse();
        assertThat(unreadable(new IllegalStateException("odd")).isDiskFailed()).isFalse();
    }

    @Test
    void theReasonIsTheFirstThatWasGiven() {
        Ending ending = unreadable(new IOException("Input/output error"));
        ending.breakOff("another");

        assertThat(ending.isBroken()).isTrue();
        assertThat(ending.isPending()).isTrue();
        assertThat(ending.reason()).isEqualTo("the file can't be read: Input/output error");
    }

    private static Ending unreadable(Exception cause) {
        Ending ending = new Ending();
        ending.unreadable(cause);
        return ending;
    }
}
