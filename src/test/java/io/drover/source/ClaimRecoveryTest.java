package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does the steps of a claim by hand up to a crash, then starts again. */
class ClaimRecoveryTest {
    private static final String RUN = "20261121-120000-007-0abc";

    @TempDir
    Path folder;

    private InboxWorld world;
    private Path file;

    @BeforeEach
    void dropAFile() throws IOException {
        world = new InboxWorld(folder);
        file = world.drop("a.csv", "id\n1\n");
    }

    @Test
    void nothingIsDoneWhereNothingIsClaimed() throws IOException {
        assertFreeAgain();
    }

    @Test
    void anEmptyRunFolderIsRemoved() throws IOException {
        Files.createDirectory(world.home.run(RUN));
        assertFreeAgain();
    }

    @Test
    void aRunFolderWithHalfAClaimIsRemoved() throws IOException {
        Files.createDirectory(world.home.run(RUN));
        Files.writeString(world.home.run(RUN).resolve(".claim.json.part"), "{\"ru");
        assertFreeAgain();
    }

    @Test
    void aClaimWhoseFileIsStillInTheInboxIsRemoved() throws IOException {
        writeClaim();
        assertFreeAgain();
    }

    @Test
    void aClaimWhoseFileWasMovedIsAdopted() throws IOException {
        Claim claim = writeClaim();
        Files.move(file, claim.file());
        assertThat(world.recovery.pending(run -> false)).satisfies(found -> {
            assertThat(found.claims()).containsExactly(claim);
            assertThat(found.problems()).isEmpty();
        });
        assertThat(world.files())
                .containsExactlyInAnyOrder("processing/" + RUN + "/.claim.json", "processing/" + RUN + "/a.csv");
    }

    @Test
    void recoveryMayBeRepeated() throws IOException {
        Claim claim = writeClaim();
        Files.move(file, claim.file());
        world.recovery.pending(run -> false);
        assertThat(world.recovery.pending(run -> true).claims()).containsExactly(claim);
    }

    @Test
    void aMarkerLeftByTheCrashIsRemovedButANewerOneStays() throws IOException {
        Path marker = world.drop("a.csv.ok", "");
        Claim claim = writeClaim(Optional.of(Claims.markerTime(marker)));
        Files.move(file, claim.file());
        world.recovery.pending(run -> false);
        assertThat(marker).doesNotExist();

        world.drop("a.csv.ok", "");
        Files.setLastModifiedTime(marker, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        world.recovery.pending(run -> false);
        assertThat(marker).exists();
    }

    @Test
    void aFileThatChangedWhileItWasTakenGoesBack() throws IOException {
        Claim claim = writeClaim();
        Files.move(file, claim.file());
        InboxWorld.change(claim.file(), "id\n1\n2\n");
        assertThat(world.recovery.pending(run -> false)).isEqualTo(nothing());
        assertThat(file).hasContent("id\n1\n2\n");
        assertThat(world.runFolders()).isEmpty();
    }

    @Test
    void aCrashWhileAFileGoesBackDoublesNothing() throws IOException {
        Claim claim = writeClaim();
        Files.move(file, claim.file());
        InboxWorld.change(claim.file(), "id\n1\n2\n");
        Files.createLink(file, claim.file());
        assertThat(world.recovery.pending(run -> false)).isEqualTo(nothing());
        assertThat(world.files()).containsExactly("inbox/customers/a.csv");
    }

    @Test
    void aChangedFileWhoseNameIsInUseAgainIsRejectedAndBothAreKept() throws IOException {
        Claim claim = writeClaim();
        Files.move(file, claim.file());
        InboxWorld.change(claim.file(), "changed");
        world.drop("a.csv", "the new one");
        assertThat(world.recovery.pending(run -> false)).isEqualTo(nothing());
        assertThat(file).hasContent("the new one");
        assertThat(world.home.rejected("customers").resolve("a.csv")).hasContent("changed");
        assertThat(world.home.rejected("customers").resolve("a.csv.reason.txt"))
                .content()
                .contains("changed while it was taken");
    }

    @Test
    void aRunTheJournalKnowsKeepsItsFileWhateverItsTime() throws IOException {
        Claim claim = writeClaim();
        Files.move(file, claim.file());
        InboxWorld.change(claim.file(), "changed");
        assertThat(world.recovery.pending(RUN::equals).claims()).containsExactly(claim);
        assertThat(claim.file()).hasContent("changed");
    }

    @Test
    void aSpooledStreamCutShortIsRemoved() throws IOException {
        Files.createDirectory(world.home.run(RUN));
        Files.writeString(world.home.run(RUN).resolve(Claims.SPOOL), "half");
        assertFreeAgain();
    }

    @Test
    void aRunWhoseSourceIsPutAwayIsNamed() throws IOException {
        Claim claim = writeClaim();
        Path done = ClaimEnd.target(world.home, claim);
        Files.move(file, done);
        assertThat(world.recovery.pending(RUN::equals).sourceless()).containsExactly(RUN);
        assertThat(new ClaimEnd(world.home).putAway(claim)).isEqualTo(done);
        assertThat(world.runFolders()).isEmpty();
    }

    @Test
    void aRunWhoseSourceIsRejectedIsNamed() throws IOException {
        Claim claim = writeClaim();
        Files.move(file, claim.file());
        new Rejections(world.home).reject(claim, "it was loaded before");
        writeClaim(Optional.empty(), claim.modified());
        assertThat(world.recovery.pending(RUN::equals).sourceless()).containsExactly(RUN);
    }

    @Test
    void whatCannotBeUnderstoodIsReportedAndKept() throws IOException {
        Files.writeString(
                Files.createDirectory(world.home.processing().resolve("odd")).resolve("b.csv"), "b");
        Files.writeString(Files.createDirectory(world.home.run(RUN)).resolve("c.csv"), "c");
        Path second = Files.createDirectory(world.home.run("20261121-120000-007-0abd"));
        Files.writeString(second.resolve(".claim.json"), "{]");
        Path third = Files.createDirectory(world.home.run("20261121-120000-007-0abe"));
        Files.writeString(third.resolve(".claim.json"), "{\"run\":\"another\"}");
        assertThat(world.recovery.pending(run -> false).problems())
                .hasSize(4)
                .allMatch(problem -> problem.contains(world.home.processing().toString()));
        assertThat(world.files()).hasSize(5);
    }

    @Test
    void aKnownRunWhoseSourceIsMissingIsAProblem() throws IOException {
        writeClaim();
        assertThat(world.recovery.pending(RUN::equals).problems())
                .singleElement()
                .asString()
                .contains("a.csv is missing");
    }

    /** Recovery leaves the file in the inbox, and it can be claimed as if nothing had been. */
    private void assertFreeAgain() throws IOException {
        assertThat(world.recovery.pending(run -> false)).isEqualTo(nothing());
        assertThat(world.runFolders()).isEmpty();
        assertThat(world.files()).containsExactly("inbox/customers/a.csv");
        assertThat(world.take(file).file()).hasContent("id\n1\n");
    }

    private static ClaimsFound nothing() {
        return new ClaimsFound(List.of(), List.of(), List.of());
    }

    private Claim writeClaim() throws IOException {
        return writeClaim(Optional.empty());
    }

    private Claim writeClaim(Optional<Instant> marker) throws IOException {
        return writeClaim(marker, Files.getLastModifiedTime(file).toInstant());
    }

    private Claim writeClaim(Optional<Instant> marker, Instant modified) throws IOException {
        Path run = Files.createDirectories(world.home.run(RUN));
        Claim claim = new Claim(
                RUN,
                "customers",
                "a.csv",
                run.resolve("a.csv"),
                5,
                modified,
                Optional.empty(),
                Optional.of(new Claim.Inbox(world.load.inbox(), marker)));
        ClaimFile.write(run, claim);
        return claim;
    }
}
