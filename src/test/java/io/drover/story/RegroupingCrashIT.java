package io.drover.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends real processes while Group By sorts a file on disk; the scratch files have no names, but /proc shows them. */
class RegroupingCrashIT {
    private static final int RECORDS = 400_000;
    private static final int GROUPS = 40_000;
    private static final Pattern SCRATCH = Pattern.compile("\\.regroup-(\\d+)\\.part");

    @TempDir
    private Path folder;

    private CrashDestination destination;
    private CrashLab lab;
    private byte[] source;

    @BeforeEach
    void drop() throws IOException {
        assumeThat(Path.of("/proc/self/fd")).isDirectory();
        destination = CrashDestination.open();
        lab = new CrashLab(folder.resolve("work"), destination);
        lab.load("items", "group-by=id", "grouping-limit=4000");
        lab.write();
        StringBuilder csv = new StringBuilder("id,name\n");
        for (int record = 0; record < RECORDS; record++) {
            csv.append(record % GROUPS).append(",what record ").append(record).append(" says of its group\n");
        }
        source = csv.toString().getBytes(UTF_8);
        lab.drop("items", "items.csv", source);
    }

    @AfterEach
    void close() {
        destination.close();
    }

    /** The number of the newest scratch file that a process has open; 0 without one. */
    private static int newestScratch(Process process) {
        int newest = 0;
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            for (Path file : open.toList()) {
                Matcher name = SCRATCH.matcher(target(file));
                newest = name.find() ? Math.max(newest, Integer.parseInt(name.group(1))) : newest;
            }
        } catch (IOException e) {
            // The process has ended.
            return 0;
        }
        return newest;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // Closed meanwhile.
            return "";
        }
    }

    private Process start() throws IOException {
        return CrashProcess.start(CrashProcess.command(lab.directory(), "none", 0), folder.resolve("process.log"));
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("process.log"));
    }

    private Process startAndAwaitScratch(int number) throws IOException {
        Process process = start();
        CrashLab.until(() -> newestScratch(process) >= number || !process.isAlive());
        return process;
    }

    private void nothingIsLeftBehind() {
        for (Path run : CrashLab.visible(lab.home().resolve("processing"))) {
            try (Stream<Path> files = Files.list(run)) {
                assertThat(files)
                        .noneMatch(file -> SCRATCH.matcher(file.toString()).find());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void theNextStartFinishes() throws IOException {
        lab.finish("items");
        CrashProof.everyRecordOnce(lab, "items", source);
        CrashProof.oneKeyOneBody(destination.log());
        List<String> inOrder = destination.log().stream()
                .sorted((one, other) -> Integer.compare(first(one), first(other)))
                .flatMap(got -> got.ids().stream())
                .distinct()
                .toList();
        assertThat(inOrder).hasSize(GROUPS);
    }

    private static int first(CrashDestination.Got got) {
        return Integer.parseInt(got.ids().get(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void aProcessKilledWhileItSortsLosesAndDoublesNothing(int scratchFile) throws Exception {
        Process process = startAndAwaitScratch(scratchFile);
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        nothingIsLeftBehind();
        assertThat(destination.log()).as(log()).isEmpty();
        theNextStartFinishes();
        assertThat(destination.log()).hasSize(GROUPS / 4000);
    }

    @Test
    void aProcessKilledWhileItSendsWhatIsSortedLosesAndDoublesNothing() throws Exception {
        Process[] process = new Process[1];
        destination.behave(call -> {
            if (call.number() == 4) {
                call.take();
                process[0].destroyForcibly();
            } else {
                call.answer();
            }
        });
        process[0] = start();
        assertThat(process[0].waitFor(60, TimeUnit.SECONDS)).isTrue();
        nothingIsLeftBehind();
        destination.behave(CrashDestination.Call::answer);
        theNextStartFinishes();
    }

    @Test
    void aStopWhileItSortsTakesLessThanTenSecondsAndTheNextStartSortsAgain() throws Exception {
        Process process = startAndAwaitScratch(1);
        Instant before = Instant.now();
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        // A run begins when its file is sorted.
        assertThat(lab.runs(folder)).isEmpty();
        assertThat(destination.log()).isEmpty();
        nothingIsLeftBehind();
        theNextStartFinishes();
    }
}
