package io.drover.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.proof.check.Invariant;
import io.drover.proof.oracle.OracleLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each folder alone full, read-only or failing, as a quota or a bad sector makes it: calls on its files fail, all others
 * work. Needs strace; for the folder of temporary files, which may be a file system of its own, also root.
 */
class FolderProof {
    private static final int CASES = 25;
    private static final Map<String, String> SEEN = new TreeMap<>();
    private static final Instant BEGAN = Instant.now();

    @AfterAll
    static void tell() throws IOException {
        if (SEEN.size() == CASES) {
            TrackRecord.Figure figure = new TrackRecord.Figure("folders");
            SEEN.forEach(figure::row);
            TrackRecord.write(figure.row("**lost, in two files, twice in one, invented, done with less**", "**0**")
                    .repeatedBy(
                            "mvn -Pstorm verify -Dit.test=FolderProof",
                            Duration.between(BEGAN, Instant.now()).toMinutes()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "results,rename,ENOSPC",
        "results,rename,EROFS",
        "results,rename,EACCES",
        "results,fsync,EIO",
        "done,rename,ENOSPC",
        "done,rename,EROFS",
        "done,fsync,EIO",
        "processing,write,ENOSPC",
        "processing,write,EIO",
        "processing,fsync,EIO",
        "processing,ftruncate,EIO",
        "processing,unlink,EIO",
        "source,read,EIO",
        "state,pwrite64,ENOSPC",
        "state,pwrite64,EROFS",
        "results,openat,EACCES",
        "processing,openat,EIO",
        "done,openat,EIO",
        "state,openat,EIO"
    })
    void aRunWhoseFolderFailsGoesOn(String folder, String call, String error) throws Exception {
        try (DiskLab lab = new DiskLab(Traces.empty("folder-" + folder + "-" + call + "-" + error));
                DroverProcess drover = lab.underWay(Input.wide(1, 2000), 300_000)) {
            Path run = lab.site().runs().get(0);
            boolean waited;
            try (Tracer tracer = Tracer.fail(drover, call, error, paths(lab.site(), folder, run))) {
                waited = drover.awaitLine(DiskLab.WAITS, 20);
                assertThat(tracer).isNotNull();
            }
            // Of the journal's own file a full disk alone is known to leave whole what was written before.
            boolean restarts = folder.equals("state") && !error.equals("ENOSPC") && waited;
            if (restarts) {
                restarted(lab, drover);
            } else {
                lab.awaitEnd(drover);
            }
            assertThat(lab.breaches(true, 5)).isEmpty();
            SEEN.put(
                    "`%s`: `%s` fails with %s".formatted(folder, call, error),
                    restarts
                            ? "waited, said so, went on after a restart"
                            : waited ? "waited, went on by itself" : "went on meanwhile");
        }
    }

    private static void restarted(DiskLab lab, DroverProcess drover) throws IOException, InterruptedException {
        drover.kill();
        lab.oracle().mark("restart");
        try (DroverProcess again = lab.site().start()) {
            assertThat(again.awaitReady(90)).as(again.printed()).isTrue();
            lab.awaitEnd(again);
        }
    }

    /** What of the only run is or will be in a folder. */
    private static List<Path> paths(Site site, String folder, Path run) {
        String id = String.valueOf(run.getFileName());
        Path results = site.results();
        return switch (folder) {
            case "results" ->
                Stream.of("", "f1." + id + ".success.csv", "f1." + id + ".error.csv", "f1." + id + ".summary.json")
                        .map(results::resolve)
                        .toList();
            case "done" ->
                List.of(
                        site.home("done").resolve(Site.LOAD),
                        site.home("done").resolve(Site.LOAD).resolve("f1." + id + ".csv"));
            case "source" -> List.of(run.resolve("f1.csv"));
            case "processing" ->
                List.of(
                        run,
                        run.resolve("f1." + id + ".success.csv"),
                        run.resolve("f1." + id + ".error.csv"),
                        run.resolve("f1." + id + ".summary.json"));
            default -> List.of(site.home("state").resolve("journal.db"), site.home("state").resolve("journal.db-wal"));
        };
    }

    /** Taking a file is several steps; whichever fails, it is taken once the folder is well. */
    @ParameterizedTest
    @CsvSource({"rename,EROFS", "fsync,EIO", "fsync,ENOSPC"})
    void aFileThatCanNotBeTakenIsTakenLater(String call, String error) throws Exception {
        try (DiskLab lab = new DiskLab(Traces.empty("folder-inbox-" + call + "-" + error));
                DroverProcess drover = lab.underWay(Input.of(1, 1, 100), 0)) {
            Path file = lab.site().inbox().resolve("f2.csv");
            try (Tracer tracer = Tracer.fail(drover, call, error, List.of(lab.site().inbox(), file))) {
                lab.site().drop(Input.of(1, 2, 100));
                DroverProcess.rest(6_000);
                assertThat(tracer).isNotNull();
            }
            lab.awaitEnd(drover);
            assertThat(lab.breaches(true, 5)).isEmpty();
            SEEN.put("`inbox`: `%s` fails with %s".formatted(call, error), "taken afterwards, by itself");
        }
    }

    /** A file that is a repeat can't be put away: it is neither loaded again nor lost. */
    @Test
    void aFileThatCanNotBeRejectedIsRejectedLater() throws Exception {
        try (DiskLab lab = new DiskLab(Traces.empty("folder-rejected"));
                DroverProcess drover = lab.underWay(Input.of(1, 1, 100), 0)) {
            DiskLab.until(lab.site()::isEmpty);
            Path rejected = lab.site().home("rejected").resolve(Site.LOAD);
            Path part = lab.site().inbox().resolve(".again.part");
            int before = OracleLog.read(lab.oracle().log()).entries().size();
            try (Tracer tracer = Tracer.fail(
                    drover,
                    "rename",
                    "ENOSPC",
                    List.of(rejected.resolve("again.csv"), rejected.resolve("again.csv.reason.txt")))) {
                Files.write(part, Input.of(1, 1, 100).bytes());
                Files.move(part, lab.site().inbox().resolve("again.csv"));
                assertThat(drover.awaitLine(DiskLab.WAITS, 60))
                        .as(drover.printed())
                        .isTrue();
                assertThat(rejected.resolve("again.csv")).doesNotExist();
                assertThat(tracer).isNotNull();
            }
            lab.awaitEnd(drover);
            assertThat(rejected.resolve("again.csv")).exists();
            assertThat(rejected.resolve("again.csv.reason.txt")).exists();
            assertThat(OracleLog.read(lab.oracle().log()).entries()).hasSize(before);
            SEEN.put("`rejected`: `rename` fails with ENOSPC", "waited, went on by itself");
        }
    }

    /** It holds nothing that a run needs. */
    @Test
    void aFullFolderOfTemporaryFilesHoldsNothingUp() throws Exception {
        Path root = Traces.empty("folder-temporary");
        Path temporary = Files.createDirectories(root.resolve("work/tmp"));
        assertThat(DiskLab.run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", temporary.toString()))
                .as("mounting a small file system, which needs root")
                .isZero();
        try (DiskLab lab = new DiskLab(root)) {
            lab.site().load("group-by", "id").open(lab.oracle());
            try (DroverProcess drover = lab.underWay(Input.wide(1, 2000), 0)) {
                DiskLab.fill(temporary);
                lab.site().drop(Input.wide(2, 2000));
                lab.awaitEnd(drover);
            }
            assertThat(lab.breaches(true, 0)).isEmpty();
            SEEN.put("folder of temporary files: full", "nothing waited");
        } finally {
            assertThat(DiskLab.run("umount", temporary.toString())).isZero();
        }
    }

    /** What is printed is for people; records don't wait for it. */
    @Test
    void aLogThatCanNotBeWrittenHoldsNothingUp() throws Exception {
        try (DiskLab lab = new DiskLab(Traces.empty("folder-log"));
                DroverProcess drover = lab.site().start("sh", "-c", "exec \"$0\" \"$@\" >/dev/full 2>&1")) {
            DiskLab.until(() -> Files.exists(lab.site().home("processing")));
            lab.site().drop(Input.of(1, 1, 1000));
            DiskLab.until(lab::isPublished);
            lab.awaitEnd(drover);
            // I15: what is told in the log is what can't be told here.
            assertThat(lab.breaches(true, 0))
                    .filteredOn(breach -> breach.invariant() != Invariant.I15)
                    .isEmpty();
            SEEN.put("log: full", "nothing waited");
        }
    }
}
