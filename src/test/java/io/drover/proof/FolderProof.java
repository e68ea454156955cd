package io.drover.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.proof.check.Invariant;
import io.drover.proof.oracle.OracleLog;
import io.drover.proof.oracle.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private static final Cases CASES = new Cases("folders", FolderProof.class, 22);

    @AfterAll
    static void tell() throws IOException {
        CASES.tell();
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
        "processing,unlink,EIO",
        "state,pwrite64,ENOSPC",
        "state,pwrite64,EROFS",
        "results,openat,EACCES",
        "processing,openat,EIO",
        "done,openat,EIO"
    })
    void aRunWhoseFolderFailsGoesOn(String folder, String call, String error) throws Exception {
        boolean waited;
        try (DiskLab lab = new DiskLab(Traces.empty("folder-" + folder + "-" + call + "-" + error))) {
            // Slow, so that the run is not over before the folder fails.
            lab.oracle().follow(new Plan(0, 0, List.of(), 0, 0, Plan.Keys.HONOUR, 150));
            try (DroverProcess drover = lab.underWay(Input.wide(1, 4000), 300_000)) {
                Path run = lab.site().runs().get(0);
                try (Tracer tracer = Tracer.fail(drover, call, error, paths(lab.site(), folder, call, run))) {
                    lab.oracle().follow(Plan.KIND);
                    waited = drover.awaitLine(DiskLab.WAITS, 60);
                    assertThat(tracer).isNotNull();
                }
                goOn(lab, drover, folder, error);
            }
            assertThat(lab.breaches(true, 5)).isEmpty();
        }
        assertThat(waited).as("the folder's failure was met").isTrue();
        CASES.saw("`%s`: `%s` fails with %s".formatted(folder, call, error), waits(folder, error));
    }

    /** Of the journal's own file a full disk alone is known to leave whole what was written before. */
    private static boolean restarts(String folder, String error) {
        return folder.equals("state") && !error.equals("ENOSPC");
    }

    private static String waits(String folder, String error) {
        return restarts(folder, error) ? "waited and said so, went on after a restart" : "waited, went on by itself";
    }

    private static void goOn(DiskLab lab, DroverProcess drover, String folder, String error)
            throws IOException, InterruptedException {
        if (restarts(folder, error)) {
            lab.awaitEndAfterRestart(drover);
        } else {
            lab.awaitEnd(drover);
        }
    }

    /** What of the only run such calls are made on; of a rename it is the old name that tells. */
    private static List<Path> paths(Site site, String folder, String call, Path run) {
        boolean renames = call.equals("rename");
        String id = String.valueOf(run.getFileName());
        List<Path> results = Stream.of(".success.csv", ".error.csv", ".summary.json")
                .map(kind -> run.resolve("f1." + id + kind))
                .toList();
        return switch (folder) {
            case "results" -> renames ? results : List.of(site.results());
            case "done" ->
                List.of(renames ? run.resolve("f1.csv") : site.home("done").resolve(Site.LOAD));
            case "processing" ->
                Stream.concat(results.stream(), Stream.of(run, run.resolve(".claim.json")))
                        .toList();
            default ->
                List.of(
                        site.home("state").resolve("journal.db"),
                        site.home("state").resolve("journal.db-wal"));
        };
    }

    /** Taking a file is several steps; whichever fails, it is taken once the folder is well. */
    @ParameterizedTest
    @CsvSource({"rename,EROFS", "fsync,EIO", "fsync,ENOSPC"})
    void aFileThatCanNotBeTakenIsTakenLater(String call, String error) throws Exception {
        try (DiskLab lab = new DiskLab(Traces.empty("folder-inbox-" + call + "-" + error));
                DroverProcess drover = lab.underWay(Input.of(1, 1, 100), 0)) {
            Path file = lab.site().inbox().resolve("f2.csv");
            try (Tracer tracer =
                    Tracer.fail(drover, call, error, List.of(lab.site().inbox(), file))) {
                lab.site().drop(Input.of(1, 2, 100));
                DroverProcess.rest(6_000);
                assertThat(tracer).isNotNull();
            }
            lab.awaitEnd(drover);
            assertThat(lab.breaches(true, 5)).isEmpty();
            CASES.saw("`inbox`: `%s` fails with %s".formatted(call, error), "taken afterwards, by itself");
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
            try (Tracer tracer = Tracer.fail(drover, "fsync", "EIO", List.of(rejected))) {
                Files.write(part, Input.of(1, 1, 100).bytes());
                Files.move(part, lab.site().inbox().resolve("again.csv"));
                assertThat(drover.awaitLine(DiskLab.WAITS, 60))
                        .as(drover.printed())
                        .isTrue();
                assertThat(tracer).isNotNull();
            }
            lab.awaitEnd(drover);
            assertThat(rejected.resolve("again.csv")).exists();
            assertThat(rejected.resolve("again.csv.reason.txt")).exists();
            assertThat(OracleLog.read(lab.oracle().log()).entries()).hasSize(before);
            CASES.saw("`rejected`: `fsync` fails with EIO", "waited, went on by itself");
        }
    }

    /** It holds nothing that a run needs. */
    @Test
    void aFullFolderOfTemporaryFilesHoldsNothingUp() throws Exception {
        Path root = Traces.empty("folder-temporary");
        Path temporary = root.resolve("work/tmp");
        try (DiskLab.SmallDisk disk = new DiskLab.SmallDisk(temporary, "4m");
                DiskLab lab = new DiskLab(root)) {
            assertThat(disk).isNotNull();
            lab.site().load("group-by", "id").open(lab.oracle());
            try (DroverProcess drover = lab.underWay(Input.wide(1, 2000), 0)) {
                DiskLab.fill(temporary);
                lab.site().drop(Input.wide(2, 2000));
                lab.awaitEnd(drover);
            }
            assertThat(lab.breaches(true, 0)).isEmpty();
            CASES.saw("folder of temporary files: full", "nothing waited");
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
            CASES.saw("log: full", "nothing waited");
        }
    }
}
