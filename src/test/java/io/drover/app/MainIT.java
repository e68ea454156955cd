package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.Sandbox;
import io.drover.testing.Java;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a process: exit codes, and how it ends on SIGTERM. */
class MainIT {
    private final Path folder;

    MainIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Java.program(), "-jar", Java.jar().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("NO_COLOR", "1");
        return builder.redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private static int exitCode(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    @Test
    void loadPrintsTheSummaryOnStdoutAndProgressOnStderr() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            Path file = new CliLab(folder).configured(sandbox, "/v2/customers").people("a.csv", 3, 1);
            assertThat(exitCode(start("load", file.toString(), "--load", "people")))
                    .isEqualTo(3);
        }
        assertThat(folder.resolve("out"))
                .content()
                .contains("4: 3 succeeded, 1 failed")
                .doesNotContain("\u001b");
        assertThat(err()).contains("4 of 4 records").doesNotContain("\u001b").doesNotContain("Exception");
    }

    @Test
    void terminatedLoadKeepsItsRecordsAndExitsAsInterrupted() throws Exception {
        Path file;
        try (Sandbox sandbox = Sandbox.start(0)) {
            file = new CliLab(folder).configured(sandbox, "/v2/customers").people("a.csv", 3, 1);
        }
        Process process = start("load", file.toString(), "--load", "people");
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> err().contains("a.csv: 0 of"));
        process.destroy();
        assertThat(exitCode(process)).isEqualTo(130);
        assertThat(err()).contains("stopped with records pending");
    }

    @Test
    void terminatedRunStopsInGoodOrder() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            new CliLab(folder).configured(sandbox, "/v2/customers");
            Process process = start();
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> err().contains("Drover watches."));
            assertThat(err()).containsPattern(" console=http://127\\.0\\.0\\.1:[1-9]\\d*/");
            process.destroy();
            assertThat(exitCode(process)).isZero();
        }
        assertThat(err()).contains("Drover has stopped.");
    }
}
