package io.drover.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.proof.check.Invariant;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a disk can do to a load. Needs root, for file systems of its own, and strace. */
class DiskProof {
    private static final Cases CASES = new Cases("disk", DiskProof.class, 38);

    /** What a damaged state must never lead to; that requests are repeated is what was lost with it. */
    private static final Set<Invariant> NEVER = EnumSet.of(
            Invariant.I1, Invariant.I2, Invariant.I3, Invariant.I4, Invariant.I5, Invariant.I6, Invariant.I8);

    @AfterAll
    static void tell() throws IOException {
        CASES.tell();
    }

    @Test
    void aFullDiskIsWaitedFor() throws Exception {
        Path root = Traces.empty("disk-full");
        try (DiskLab.SmallDisk disk = new DiskLab.SmallDisk(root.resolve("work/data"), "40m")) {
            assertThat(disk).isNotNull();
            try (DiskLab lab = new DiskLab(root);
                    DroverProcess drover = lab.underWay(Input.wide(1, 5000), 2_000_000)) {
                Path ballast = DiskLab.fill(lab.site().home("state"));
                assertThat(drover.awaitLine(DiskLab.WAITS, 60))
                        .as(drover.printed())
                        .isTrue();
                assertThat(lab.isPublished()).isFalse();
                DroverProcess.rest(7_000);
                Files.delete(ballast);
                lab.awaitEnd(drover);
                assertThat(lab.breaches(true, 5)).isEmpty();
                CASES.saw("a full disk", "waited, went on by itself");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"results", "processing", "done", "inbox", "rejected", "state"})
    void aFolderThatVanishesIsWaitedFor(String folder) throws Exception {
        try (DiskLab lab = new DiskLab(Traces.empty("disk-vanished"));
                DroverProcess drover = lab.underWay(Input.wide(1, 3000), 500_000)) {
            Path there = lab.site().home(folder);
            Path away = lab.site().root().resolve("away");
            Files.move(there, away);
            DroverProcess.rest(4_000);
            boolean made = Files.exists(there);
            if (made) {
                // It was made again, and what is in it is what was to be in the other.
                putTogether(away, there);
            } else {
                Files.move(away, there);
            }
            lab.awaitEnd(drover);
            assertThat(lab.breaches(true, 5)).isEmpty();
            CASES.saw("`" + folder + "` vanishes and comes back", "went on by itself");
        }
    }

    private static void putTogether(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.resolveSibling(""));
                Files.move(file, target);
            }
        }
    }

    /** For three seconds every call of a kind fails; then what can't go on by itself goes on after a restart. */
    @ParameterizedTest
    @CsvSource({
        "pwrite64,ENOSPC",
        "pwrite64,EIO",
        "fsync,ENOSPC",
        "fsync,EIO",
        "fdatasync,ENOSPC",
        "fdatasync,EIO",
        "ftruncate,EIO",
        "rename,ENOSPC",
        "rename,EIO",
        "rename,EROFS",
        "mkdir,ENOSPC",
        "mkdir,EROFS",
        "unlink,EIO",
        "rmdir,EIO"
    })
    void callsThatFailLoseAndDoubleNothing(String call, String error) throws Exception {
        try (DiskLab lab = new DiskLab(Traces.empty("disk-" + call + "-" + error));
                DroverProcess drover = lab.underWay(Input.wide(1, 1500), 300_000)) {
            fail(drover, call, error, lab);
            boolean alone = endsAlone(lab, drover);
            if (!alone) {
                lab.awaitEndAfterRestart(drover);
            }
            assertThat(lab.breaches(true, 8)).isEmpty();
            CASES.saw(
                    "`%s` fails with %s everywhere".formatted(call, error),
                    alone ? "went on by itself" : "went on after a restart");
        }
    }

    private static void fail(DroverProcess drover, String call, String error, DiskLab lab) throws Exception {
        try (Tracer tracer = Tracer.fail(drover, call, error, List.of())) {
            for (int number = 2; number < 8; number++) {
                lab.site().drop(Input.wide(number, 20));
                DroverProcess.rest(500);
            }
            assertThat(tracer).isNotNull();
        }
    }

    private static boolean endsAlone(DiskLab lab, DroverProcess drover) throws IOException, InterruptedException {
        for (int seconds = 0; seconds < 60 && drover.isAlive(); seconds++) {
            if (lab.site().isEmpty()) {
                drover.signal("TERM");
                return drover.awaitEnd(30_000);
            }
            DroverProcess.rest(1000);
        }
        return false;
    }

    /** Never "done" with less than everything, never a silent change: all is right, or the start refuses and says why. */
    @ParameterizedTest
    @CsvSource({
        "journal.db,cut,KILL", "journal.db,zeroed,KILL", "journal.db,flipped,KILL",
        "journal.db-wal,cut,KILL", "journal.db-wal,zeroed,KILL", "journal.db-wal,flipped,KILL",
        "store.db,cut,KILL", "store.db,zeroed,KILL", "store.db,flipped,KILL",
        "journal.db,cut,TERM", "journal.db,zeroed,TERM", "journal.db,flipped,TERM",
        "store.db,cut,TERM", "store.db,zeroed,TERM", "store.db,flipped,TERM",
        "journal.db,first page zeroed,TERM", "store.db,first page zeroed,TERM"
    })
    void aDamagedStateIsRefusedOrHarmless(String name, String damage, String signal) throws Exception {
        try (DiskLab lab = new DiskLab(Traces.empty("disk-damaged"))) {
            DroverProcess first = lab.underWay(Input.wide(1, 3000), 1_000_000);
            first.signal(signal);
            assertThat(first.awaitEnd(30_000)).isTrue();
            lab.oracle().mark(signal);
            Path file = lab.site().home("state").resolve(name);
            assertThat(file).exists();
            damage(file, damage);
            try (DroverProcess again = lab.site().start()) {
                boolean ready = again.awaitReady(180);
                long until = System.nanoTime() + 60_000_000_000L;
                while (ready && !lab.site().isEmpty() && System.nanoTime() < until) {
                    DroverProcess.rest(200);
                }
                boolean finished = lab.site().isEmpty();
                assertThat(finished || again.printed().matches("(?s).*(" + name + "|journal|store|ERROR|WARN).*"))
                        .as(again.printed())
                        .isTrue();
                again.kill();
                assertThat(lab.breaches(finished, 5).stream()
                                .filter(breach -> NEVER.contains(breach.invariant()))
                                .toList())
                        .as("finished: %s; %s", finished, again.printed())
                        .isEmpty();
                CASES.saw(
                        "`%s` is %s after a %s".formatted(name, damage, signal.equals("KILL") ? "kill" : "stop"),
                        finished ? "all right nevertheless" : ready ? "told, left pending" : "the start refused");
            }
        }
    }

    private static void damage(Path file, String how) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long length = bytes.length();
            long middle = length / 2 / 4096 * 4096;
            switch (how) {
                case "cut" -> bytes.setLength(Math.max(0, length - Math.max(1, length / 10)));
                case "zeroed", "first page zeroed" -> {
                    bytes.seek(how.startsWith("first") ? 0 : middle);
                    bytes.write(new byte[4096]);
                }
                default -> {
                    for (long at : List.of(middle + 100, middle + 2000, Math.max(0, length - 50))) {
                        bytes.seek(at);
                        int before = bytes.read();
                        bytes.seek(at);
                        bytes.write(before ^ 0x55);
                    }
                }
            }
        }
    }
}
