package io.drover.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.journal.RunEntry;
import io.drover.journal.SettledBatches;
import io.drover.story.CrashDestination.Got;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stops a process in its tracks at random moments, copies its home and lets it go on: each copy is what a kill at that
 * moment leaves, and each is brought to its end.
 */
class CrashImagesIT {
    private static final int IMAGES = Integer.getInteger("drover.crash.images", 5);
    private static final int RECORDS = 1000;
    private static final int LIMIT = 10;
    private static final int UNKNOWN = 4 + 256 / LIMIT;

    @TempDir
    private Path folder;

    /** A home as it was, and how many requests had come by then. */
    private record Image(CrashLab lab, int requests) {}

    @Test
    void aCopyOfTheHomeAtAnyMomentIsBroughtToItsEnd() throws Exception {
        byte[] source = CrashLab.csv(RECORDS);
        try (CrashDestination destination = CrashDestination.open()) {
            destination.behave(call -> {
                LockSupport.parkNanos(Duration.ofMillis(25).toNanos());
                call.answer();
            });
            CrashLab lab = new CrashLab(folder.resolve("work"), destination);
            lab.write();
            lab.drop("items", "items.csv", source);
            List<Image> images = imagesOfOneRun(lab, destination);
            CrashProof.everyRecordOnce(lab, "items", source);
            destination.behave(CrashDestination.Call::answer);
            int unfinished = 0;
            for (Image image : images) {
                unfinished += image.lab().files("results", "items").isEmpty() ? 1 : 0;
                finish(image, destination, source);
            }
            assertThat(unfinished).as("images of a run that goes on").isPositive();
        }
    }

    private List<Image> imagesOfOneRun(CrashLab lab, CrashDestination destination) throws Exception {
        Process process =
                CrashProcess.start(CrashProcess.command(lab.directory(), "ended", 1), folder.resolve("process.log"));
        List<Image> images = new ArrayList<>();
        try {
            CrashLab.until(
                    () -> !CrashLab.visible(lab.home().resolve("processing")).isEmpty());
            while (images.size() < IMAGES && process.isAlive()) {
                signal(process, "STOP");
                CrashLab.until(() -> isStopped(process) || !process.isAlive());
                images.add(new Image(
                        lab.image(folder.resolve("image" + images.size())),
                        destination.log().size()));
                signal(process, "CONT");
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(150_000_000L));
            }
            CrashLab.until(() -> !process.isAlive());
        } finally {
            process.destroyForcibly();
        }
        return images;
    }

    private void finish(Image image, CrashDestination destination, byte[] source) throws IOException {
        List<RunEntry> runs = image.lab().runs(folder);
        SettledBatches settled = image.lab().settled(folder);
        int before = destination.log().size();
        image.lab().finish("items");
        CrashProof.everyRecordOnce(image.lab(), "items", source);
        List<Got> after = destination.logAfter(before);
        List<Got> all = new ArrayList<>(destination.log().subList(0, image.requests()));
        all.addAll(after);
        if (!runs.isEmpty()) {
            CrashProof.oneKeyOneBody(all);
            assertThat(CrashProof.repeats(all)).isLessThanOrEqualTo(UNKNOWN);
            CrashProof.nothingRecordedIsSentAgain(runs.get(0).start().run(), settled, LIMIT, after);
        }
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .as("kill -%s", name)
                .isZero();
    }

    /** Whether every thread stands still; where there is no /proc a signal has to do. */
    private static boolean isStopped(Process process) {
        Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isDirectory(tasks)) {
            return true;
        }
        try (Stream<Path> all = Files.list(tasks)) {
            return all.allMatch(task -> state(task) == 'T');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static char state(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            // The thread has ended meanwhile.
            return 'T';
        }
    }
}
