package io.drover.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills real processes while small files travel together; the next start must bring all of them to their end. */
class AcrossFilesIT {
    private static final int FILES = 30;
    private static final int CONCURRENCY = 4;

    @TempDir
    private Path folder;

    private CrashDestination destination;
    private CrashLab lab;
    private ManyFiles files;

    @BeforeEach
    void drop() throws IOException {
        destination = CrashDestination.open();
        lab = new CrashLab(folder.resolve("work"), destination);
        lab.load("items", "batch-across-files=true", "completion-time=2s", "grouping-limit=10");
        lab.write();
        files = new ManyFiles(lab, "items");
        files.drop(FILES);
    }

    @AfterEach
    void close() {
        destination.close();
    }

    @ParameterizedTest
    @CsvSource({"started,7", "sending,1", "attempted,2", "settled,15", "ended,3"})
    void aProcessThatHaltsAtAnEventLosesAndDoublesNothing(String event, int count) throws Exception {
        killAt(event, count);
        lab.finish("items");
        files.everyRecordOnce();
        files.eachSentUnderOneKey(destination);
        assertThat(CrashProof.repeats(destination.log())).isLessThanOrEqualTo(CONCURRENCY);
    }

    @Test
    void aFileGivenByHandBringsThoseThatItWasSentWith() throws Exception {
        killAt("attempted", 1);
        Path file = Files.write(
                folder.resolve("again.csv"),
                "id,name\n1,name of 1\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String jar = Path.of("target", "drover.jar").toAbsolutePath().toString();
        Process again = new ProcessBuilder("java", "-jar", jar, "load", file.toString(), "--load", "items")
                .directory(lab.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("load.log").toFile())
                .start();
        assertThat(again.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(again.exitValue())
                .as(Files.readString(folder.resolve("load.log")))
                .isZero();
        List<Path> published = files.summaries();
        assertThat(published).hasSizeGreaterThanOrEqualTo(10);
        lab.finish("items");
        files.everyRecordOnce();
        files.eachSentUnderOneKey(destination);
    }

    private void killAt(String event, int count) throws Exception {
        Path log = folder.resolve("process.log");
        Process process = CrashProcess.start(CrashProcess.command(lab.directory(), event, count), log);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(CrashProcess.KILLED);
    }
}
