package io.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.testing.Java;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path state;

    /** The other process: takes the lock, says so, and waits to be killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try {
                HomeLock lock = HomeLock.take(Path.of(args[0]), NOON);
                System.out.println("taken");
                System.in.read();
                lock.close();
            } catch (HomeLockedException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private Process holder() throws IOException {
        return new ProcessBuilder(
                        Java.program(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        state.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static String firstLine(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        return String.valueOf(out.readLine());
    }

    @Test
    void isTakenOverFromAKilledProcessOnly() throws Exception {
        Process other = holder();
        try {
            assertThat(firstLine(other)).isEqualTo("taken");

            assertThatThrownBy(() -> HomeLock.take(state, NOON))
                    .isInstanceOf(HomeLockedException.class)
                    .hasMessageContaining("in use by process " + other.pid() + ", started at " + NOON);
        } finally {
            other.destroyForcibly().waitFor();
        }
        HomeLock.take(state, NOON).close();
    }

    @Test
    void isHeldAlsoAfterThisProcessTriedTwice() throws Exception {
        HomeLock lock = HomeLock.take(state, NOON);
        try {
            String self = "process " + ProcessHandle.current().pid();
            assertThatThrownBy(() -> HomeLock.take(state, NOON)).hasMessageContaining(self);

            Process other = holder();
            assertThat(firstLine(other)).contains("in use by " + self);
            other.waitFor();
        } finally {
            lock.close();
        }
        HomeLock.take(state, NOON).close();
    }
}
