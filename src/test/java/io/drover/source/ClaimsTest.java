package io.drover.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {
    private static final String RUN = "20260101-000000-000-0abc";

    @TempDir
    Path folder;

    private InboxWorld world;

    @BeforeEach
    void makeWorld() {
        world = new InboxWorld(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "with space.csv", "Übersicht 東京 🎉.csv", "claim.json.csv", "-rf.csv"})
    void aTakenFileIsTheOnlyContentOfItsRun(String name) throws IOException {
        Claim claim = world.take(world.drop(name, "id\n1\n"));
        assertThat(claim.name()).isEqualTo(name);
        assertThat(claim.load()).isEqualTo("customers");
        assertThat(claim.size()).isEqualTo(5);
        assertThat(claim.parent()).isEmpty();
        assertThat(claim.file())
                .hasContent("id\n1\n")
                .isEqualTo(world.home.run(claim.run()).resolve(name));
        assertThat(world.files())
                .containsExactlyInAnyOrder(
                        "processing/" + claim.run() + "/.claim.json", "processing/" + claim.run() + "/" + name);
    }

    @Test
    void namesOf255BytesGoAllTheWay() throws IOException {
        Claim claim = world.take(world.drop("n".repeat(251) + ".csv", "x"));
        assertThat(world.recovery.pending(run -> false).claims()).containsExactly(claim);
        Path done = new ClaimEnd(world.home).putAway(claim);
        assertThat(done).hasContent("x");
        assertThat(done.getFileName().toString()).endsWith("." + claim.run() + ".csv");
    }

    @Test
    void theSumIsThatOfTheContent() throws IOException {
        assertThat(world.take(world.drop("a.csv", "abc")).sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void anErrorFileDroppedAgainNamesItsParent() throws IOException {
        assertThat(world.take(world.drop("a." + RUN + ".error.csv", "x")).parent())
                .contains(RUN);
    }

    @Test
    void aFileThatVanishesAfterTheFilterSaidYesIsLeftAlone() throws IOException {
        Path file = world.drop("a.csv", "x");
        assertThat(world.filter.accepts(file)).isTrue();
        Files.delete(file);
        assertThat(world.claims.claim(world.filter, file)).isInstanceOf(Claiming.LeftAlone.class);
        assertThat(world.runFolders()).isEmpty();
    }

    @Test
    void aFileWrittenAfterTheFilterSaidYesIsLeftAlone() throws IOException {
        Path file = world.drop("a.csv", "x");
        assertThat(world.filter.accepts(file)).isTrue();
        world.now = Instant.EPOCH;
        Files.writeString(file, "more");
        assertThat(world.claims.claim(world.filter, file)).isInstanceOf(Claiming.LeftAlone.class);
        assertThat(file).hasContent("more");
        assertThat(world.runFolders()).isEmpty();
    }

    @Test
    void aFileWrittenBetweenTheLookAndTheMoveGoesBack() throws IOException {
        Path file = world.drop("a.csv", "x");
        InstantSource writer = () -> {
            try {
                Files.writeString(file, " and more", StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return world.now;
        };
        Claims claims = new Claims(world.home, new RunIds(writer.withZone(ZoneOffset.UTC), () -> 0));
        assertThat(claims.claim(world.filter, file)).isInstanceOf(Claiming.LeftAlone.class);
        assertThat(file).hasContent("x and more");
        assertThat(world.runFolders()).isEmpty();
    }

    @Test
    void aFileThatCannotBeRenamedStaysAndLeavesNoFolder() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeThat(Files.isWritable(memory)).isTrue();
        assumeThat(Files.getFileStore(memory)).isNotEqualTo(Files.getFileStore(folder));
        Path elsewhere = Files.createTempDirectory(memory, "inbox");
        Path file = Files.writeString(elsewhere.resolve("a.csv"), "x");
        try {
            InboxFilter away = new InboxFilter(InboxWorld.withInbox(world.load, elsewhere), world, () -> 0);
            assertThatThrownBy(() -> world.claims.claim(away, file))
                    .hasMessageContaining("one file system")
                    .hasMessageContaining("drover.home");
            assertThat(file).hasContent("x");
            assertThat(world.runFolders()).isEmpty();
        } finally {
            Files.delete(file);
            Files.delete(elsewhere);
        }
    }

    @Test
    void theMarkerGoesWithItsFile() throws IOException {
        world = new InboxWorld(folder, true);
        Path file = world.drop("a.csv", "x");
        world.drop("a.csv.ok", "");
        Claim claim = world.take(file);
        assertThat(world.files())
                .containsExactlyInAnyOrder(
                        "processing/" + claim.run() + "/.claim.json", "processing/" + claim.run() + "/a.csv");
    }

    @Test
    void twoFilesOfOneNameAreTwoRuns() throws IOException {
        Claim first = world.take(world.drop("a.csv", "1"));
        Claim second = world.take(world.drop("a.csv", "2"));
        assertThat(second.run()).isGreaterThan(first.run());
        assertThat(first.file()).hasContent("1");
        assertThat(second.file()).hasContent("2");
    }

    @Test
    void oneFileIsTakenOnceHoweverManyReachForIt() throws Exception {
        Path file = world.drop("a.csv", "x");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Claiming>> tries =
                    threads.invokeAll(Collections.nCopies(8, () -> world.claims.claim(world.filter, file)));
            int taken = 0;
            for (Future<Claiming> each : tries) {
                taken += each.get() instanceof Claiming.Taken ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
        assertThat(world.recovery.pending(run -> false).claims()).hasSize(1);
        assertThat(world.runFolders()).hasSize(1);
    }

    @Test
    void anIdInUseIsPassedOver() throws IOException {
        String taken = new RunIds(world, () -> 0).next();
        Files.createDirectory(world.home.run(taken));
        assertThat(world.take(world.drop("a.csv", "1")).run()).isGreaterThan(taken);
    }

    @Test
    void aStreamIsSpooledUnderASafeName() throws IOException {
        InputStream content = new ByteArrayInputStream("id\n1\n".getBytes(UTF_8));
        Claim claim = world.claims.claim(world.load, "../../up/a." + RUN + ".error.csv", content);
        assertThat(claim.file()).hasContent("id\n1\n").hasFileName("a." + RUN + ".error.csv");
        assertThat(claim.parent()).contains(RUN);
        assertThat(world.recovery.pending(run -> false).claims()).containsExactly(claim);
    }

    @Test
    void aStreamThatBreaksLeavesNothing() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection lost");
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> world.claims.claim(world.load, "a.csv", broken))
                .hasMessage("connection lost");
        assertThat(folder.resolve("home/processing")).isEmptyDirectory();
    }

    @Test
    void aCopyIsPrivateAndTheOriginalStays() throws IOException {
        Path original = Files.writeString(folder.resolve("a.csv"), "x");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), original);
        Claim claim = InboxWorld.taken(world.claims.copy(world.load, link));
        Files.writeString(original, "changed afterwards");
        assertThat(claim.file()).hasContent("x").hasFileName("link.csv");
        assertThat(world.recovery.pending(run -> false).claims()).containsExactly(claim);
    }

    @Test
    void onlyRegularFilesAreCopied() throws IOException {
        assertThat(world.claims.copy(world.load, folder)).isInstanceOf(Claiming.LeftAlone.class);
        assertThat(world.runFolders()).isEmpty();
    }

    @Test
    void puttingAwayKeepsTheBytesAndMayBeRepeated() throws IOException {
        Claim claim = world.take(world.drop("a.csv", "x"));
        Files.writeString(claim.file().resolveSibling("half.success.csv"), "leftover");
        ClaimEnd end = new ClaimEnd(world.home);
        Path done = end.putAway(claim);
        assertThat(end.putAway(claim)).isEqualTo(done).hasContent("x");
        assertThat(world.files()).containsExactly("done/customers/a." + claim.run() + ".csv");
        Files.delete(done);
        assertThatThrownBy(() -> end.putAway(claim)).hasMessageContaining("neither at");
    }

    @Test
    void timesArePrecise() throws IOException {
        Path file = world.drop("a.csv", "x");
        FileTime time = Files.getLastModifiedTime(file);
        assertThat(world.take(file).modified()).isEqualTo(time.toInstant());
    }

    @Test
    void aFileThatCanNotBeTakenWhollyIsGivenBackAndTakenLater() throws IOException {
        InboxWorld marked = new InboxWorld(folder.resolve("marked"), true);
        Path file = marked.drop("a.csv", "id\n1\n");
        Path marker = marked.drop("a.csv.ok", "");
        Claims meetingTrouble = new Claims(marked.home, new RunIds(marked, () -> {
            makeUndeletable(marker);
            return 0;
        }));

        assertThatThrownBy(() -> meetingTrouble.claim(marked.filter, file))
                .isInstanceOf(DirectoryNotEmptyException.class);

        assertThat(file).hasContent("id\n1\n");
        assertThat(marked.runFolders()).isEmpty();
        Files.delete(marker.resolve("in the way"));
        Files.delete(marker);
        Files.createFile(marker);
        assertThat(marked.take(file).file()).hasContent("id\n1\n");
        assertThat(file).doesNotExist();
    }

    private static void makeUndeletable(Path marker) {
        try {
            Files.delete(marker);
            Files.createFile(Files.createDirectory(marker).resolve("in the way"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
