package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.Sandbox;
import io.drover.testing.Java;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process without memory ends, and says so, instead of living on with its lanes dead; the next start goes on. */
class OutOfMemoryIT {
    private static final int RECORDS = 300;
    /** A batch of a hundred of these, as text and as JSON, is larger than the whole heap. */
    private static final int WIDTH = 200_000;

    private static final int KILLED = 137;

    private final Path folder;

    OutOfMemoryIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private Process run(String heap) throws IOException {
        List<String> command = Java.inHaste();
        command.addAll(List.of("-Xmx" + heap, "-jar", Java.jar().toString(), "run"));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private CliLab configure(Sandbox sandbox) throws IOException {
        CliLab lab = new CliLab(folder).configured(sandbox, "/v2/customers");
        Path settings = folder.resolve("application.properties");
        Files.writeString(settings, Files.readString(settings).replace("grouping-limit=2", "grouping-limit=100"));
        return lab;
    }

    private Path writeWideFile() throws IOException {
        String cell = "y".repeat(WIDTH);
        Path file = folder.resolve("wide.csv");
        try (Writer csv = Files.newBufferedWriter(file)) {
            csv.write("id,email,note\n");
            for (int i = 1; i <= RECORDS; i++) {
                csv.write("C" + i + ",a@example.com," + cell + "\n");
            }
        }
        return file;
    }

    private List<Path> results() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("data/results"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("data/processing"))) {
            return all.filter(run -> !run.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    @Test
    void aProcessWithoutMemoryEndsAndTheNextStartGoesOn() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            CliLab lab = configure(sandbox);
            theProcessEndsWithoutMemory();
            theNextStartGoesOn();
            assertThat(lab.run("verify", lab.newestRun())).as(lab.err()).isZero();
            assertThat(lab.out()).contains(RECORDS + " records, " + RECORDS + " in the success file");
        }
    }

    @Test
    void aLoadWithoutMemoryDoesNotSayThatItHasFinished() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            configure(sandbox);
            Path file = writeWideFile();
            String launcher = Path.of("docker/drover").toAbsolutePath().toString();
            ProcessBuilder load = new ProcessBuilder(launcher, "load", file.toString(), "--load", "people")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile());
            load.environment().put("JAVA_OPTS", "-Xmx32m");
            Process process = load.start();
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
                assertThat(process.exitValue()).as(log()).isEqualTo(KILLED);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private void theProcessEndsWithoutMemory() throws Exception {
        Process process = run("32m");
        try {
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> log().contains("Drover watches."));
            Files.move(writeWideFile(), folder.resolve("data/inbox/people/wide.csv"));
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
            assertThat(process.exitValue()).as(log()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
        assertThat(log())
                .contains("Drover ends, because work was lost to an error")
                .contains("-Xmx");
        assertThat(results()).isEmpty();
    }

    private void theNextStartGoesOn() throws Exception {
        Process process = run("512m");
        try {
            // The folder of the run goes last, when all is recorded.
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> results().size() == 3 && unfinished().isEmpty());
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
