package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxFilterTest {
    @TempDir
    Path folder;

    private InboxWorld world;

    @BeforeEach
    void makeWorld() {
        world = new InboxWorld(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "with space.csv", "Übersicht 東京 🎉.csv", "a.part.csv"})
    void takesWhatTheLoadIncludes(String name) throws IOException {
        assertThat(world.filter.accepts(world.drop(name, "x"))).isTrue();
    }

    @Test
    void takesNamesOf255Bytes() throws IOException {
        assertThat(world.filter.accepts(world.drop("n".repeat(251) + ".csv", "x")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".a.csv", "a.csv.part", "a.csv.tmp", "a.CSV.FILEPART", "~$a.csv", "a.csv.ok", "a.txt", "a.csvx"})
    void leavesOtherNamesAlone(String name) throws IOException {
        assertThat(world.filter.accepts(world.drop(name, "x"))).isFalse();
    }

    @Test
    void leavesLinksFoldersAndFilesElsewhereAlone() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside.csv"), "x");
        Path link = Files.createSymbolicLink(world.load.inbox().resolve("link.csv"), outside);
        Path sub = Files.createDirectory(world.load.inbox().resolve("sub.csv"));
        Path below = Files.writeString(sub.resolve("below.csv"), "x");
        assertThat(world.filter.accepts(outside)).isFalse();
        assertThat(world.filter.accepts(link)).isFalse();
        assertThat(world.filter.accepts(sub)).isFalse();
        assertThat(world.filter.accepts(below)).isFalse();
        assertThat(world.filter.accepts(world.load.inbox().resolve("gone.csv"))).isFalse();
    }

    @Test
    void leavesPipesAlone() throws Exception {
        Path pipe = world.load.inbox().resolve("pipe.csv");
        Process process = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeThat(process.waitFor()).isZero();
        assertThat(world.filter.accepts(pipe)).isFalse();
    }

    @Test
    void waitsUntilAFileIsOldEnoughByTheWallClock() throws IOException {
        Path file = world.drop("a.csv", "x");
        Instant dropped = Files.getLastModifiedTime(file).toInstant();
        world.now = dropped.plusMillis(900);
        assertThat(world.filter.accepts(file)).isFalse();
        world.now = dropped.plusMillis(1200);
        assertThat(world.filter.accepts(file)).isTrue();
    }

    @Test
    void aTimeSetBackByACopyingToolDoesNotMakeAFileOld() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("unix");
        Path file = world.drop("a.csv", "x");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        world.now = Instant.now();
        assertThat(world.filter.accepts(file)).isFalse();
    }

    @Test
    void waitsWhileAFileGrows() throws IOException {
        Path file = world.drop("a.csv", "");
        world.now = Instant.EPOCH;
        for (int second = 0; second < 5; second++) {
            world.nanos += Duration.ofSeconds(2).toNanos();
            Files.writeString(file, "x".repeat(second + 1));
            assertThat(world.filter.accepts(file)).isFalse();
        }
        world.nanos += Duration.ofSeconds(1).toNanos();
        assertThat(world.filter.accepts(file)).isTrue();
    }

    @Test
    void aTimeInTheFutureOnlyCostsTheSettleTime() throws IOException {
        Path file = world.drop("a.csv", "x");
        Files.setLastModifiedTime(file, FileTime.from(world.now.plus(Duration.ofDays(3650))));
        assertThat(world.filter.accepts(file)).isFalse();
        world.nanos += Duration.ofMillis(999).toNanos();
        assertThat(world.filter.accepts(file)).isFalse();
        world.nanos += Duration.ofMillis(1).toNanos();
        assertThat(world.filter.accepts(file)).isTrue();
    }

    @Test
    void aFileThatVanishedAndCameBackIsNewAgain() throws IOException {
        world.now = Instant.EPOCH;
        Path file = world.drop("a.csv", "x");
        FileTime time = Files.getLastModifiedTime(file);
        assertThat(world.filter.accepts(file)).isFalse();
        Files.delete(file);
        assertThat(world.filter.accepts(file)).isFalse();
        Files.setLastModifiedTime(world.drop("a.csv", "y"), time);
        world.nanos += Duration.ofSeconds(5).toNanos();
        assertThat(world.filter.accepts(file)).isFalse();
    }

    @Test
    void aMarkerIsWaitedForAndIsEnough() throws IOException {
        InboxWorld marked = new InboxWorld(folder, true);
        marked.now = Instant.EPOCH;
        Path file = marked.drop("a.csv", "x");
        assertThat(marked.filter.accepts(file)).isFalse();
        Path marker = marked.drop("a.csv.ok", "");
        assertThat(marked.filter.accepts(file)).isTrue();
        assertThat(marked.filter.accepts(marker)).isFalse();
    }
}
