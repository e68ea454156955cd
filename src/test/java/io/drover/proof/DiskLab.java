package io.drover.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.proof.check.Breach;
import io.drover.proof.check.Checker;
import io.drover.proof.oracle.Plan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** One large file being loaded, a disk that fails meanwhile, and what is true in the end. */
final class DiskLab implements AutoCloseable {
    static final String WAITS = "Run waits for the disk and is tried again.";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Site site;
    private final OracleProcess oracle;
    private final Watcher watcher;

    DiskLab(Path root) throws IOException {
        oracle = OracleProcess.start(root.resolve("oracle.log"));
        oracle.follow(new Plan(0, 0, List.of(), 0, 0, Plan.Keys.HONOUR, 10));
        // Nothing is the matter with the network here, but the machine may be busy.
        site = new Site(root).connection("response-timeout", "60s").open(oracle);
        watcher = new Watcher(site);
    }

    Site site() {
        return site;
    }

    OracleProcess oracle() {
        return oracle;
    }

    /** Starts with that file, and waits until so many bytes of rows are written. */
    DroverProcess underWay(Input input, long bytes) throws IOException {
        DroverProcess drover = site.start();
        assertThat(drover.awaitReady(180)).as(drover.printed()).isTrue();
        site.drop(input);
        until(() -> rows() > bytes);
        return drover;
    }

    /** Bytes of result files that are not published. */
    long rows() throws IOException {
        long bytes = 0;
        for (Path run : site.runs()) {
            for (Path file : Site.visible(run)) {
                String name = String.valueOf(file.getFileName());
                bytes += name.endsWith(".success.csv") || name.endsWith(".error.csv") ? Files.size(file) : 0;
            }
        }
        return bytes;
    }

    static void until(Callable<Boolean> so) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(so);
    }

    boolean isPublished() throws IOException {
        return Site.visible(site.results()).stream()
                .anyMatch(file -> file.toString().endsWith(".summary.json"));
    }

    /** Waits until all is loaded, and stops. */
    void awaitEnd(DroverProcess drover) throws IOException, InterruptedException {
        until(() -> site.isEmpty() || !drover.isAlive());
        assertThat(drover.isAlive()).as(drover.printed()).isTrue();
        drover.signal("TERM");
        assertThat(drover.awaitEnd(30_000)).isTrue();
    }

    /** The same after a restart. */
    void awaitEndAfterRestart(DroverProcess drover) throws IOException, InterruptedException {
        drover.kill();
        oracle.mark("restart");
        try (DroverProcess again = site.start()) {
            assertThat(again.awaitReady(180)).as(again.printed()).isTrue();
            awaitEnd(again);
        }
    }

    /** What does not hold, when runs were left and gone on with at most so often. */
    List<Breach> breaches(boolean finished, int reopened) throws IOException {
        return Checker.check(site.evidence(oracle), site.rules(finished, reopened))
                .breaches();
    }

    /** Leaves no byte free in the file system of a folder. */
    static Path fill(Path folder) throws IOException {
        Path ballast = folder.resolve(".ballast");
        byte[] bytes = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(bytes);
            }
        } catch (IOException e) {
            return ballast;
        }
    }

    /** A small file system in place of a folder, until it is closed. Needs root. */
    static final class SmallDisk implements AutoCloseable {
        private final Path folder;

        SmallDisk(Path folder, String size) throws IOException {
            this.folder = Files.createDirectories(folder);
            assertThat(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()))
                    .as("mounting a small file system, which needs root")
                    .isZero();
        }

        @Override
        public void close() throws IOException {
            assertThat(run("umount", folder.toString())).isZero();
        }
    }

    /** Runs a command to its end, and says how it ended. */
    static int run(String... command) throws IOException {
        return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
    }

    @Override
    public void close() throws IOException {
        watcher.close();
        oracle.close();
    }
}
