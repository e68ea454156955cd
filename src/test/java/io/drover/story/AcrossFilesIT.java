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
        lab.load("items", "batch-across-files=true", "completion-time=1h", "grouping-limit=10");
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
        List<Path> sent = sentFiles();
        assertThat(sent).hasSize(10);
        Path other = sent.get(9).resolveSibling("");
        Path aside = Files.move(other, other.resolveSibling("." + other.getFileName()));
        int before = destination.log().size();
        assertThat(loadAgain(sent.get(0))).contains("not all of them can be opened now");
        assertThat(destination.log()).hasSize(before);
        Files.move(aside, other);
        assertThat(loadAgain(sent.get(0))).contains("that run goes on");
        assertThat(files.summaries()).hasSizeGreaterThanOrEqualTo(10);
        lab.finish("items");
        files.everyRecordOnce();
        files.eachSentUnderOneKey(destination);
    }

    /** The files in processing/ of the first batch that was sent. */
    private List<Path> sentFiles() {
        List<String> names = destination.log().get(0).ids().stream()
                .map(id -> "file" + id + ".csv")
                .toList();
        return CrashLab.visible(lab.home().resolve("processing")).stream()
                .flatMap(run -> CrashLab.visible(run).stream())
                .filter(file -> names.contains(String.valueOf(file.getFileName())))
                .toList();
    }

    /** What the command load says of a file that is in processing/. */
    private String loadAgain(Path file) throws Exception {
        Path again = folder.resolve("again.csv");
        Files.write(again, Files.readAllBytes(file));
        Path log = folder.resolve("load.log");
        String jar = Path.of("target", "drover.jar").toAbsolutePath().toString();
        Process process = new ProcessBuilder("java", "-jar", jar, "load", again.toString(), "--load", "items")
                .directory(lab.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(log);
    }

    private void killAt(String event, int count) throws Exception {
        Path log = folder.resolve("process.log");
        Process process = CrashProcess.start(CrashProcess.command(lab.directory(), event, count), log);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(CrashProcess.KILLED);
    }
}
