package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectionsTest {
    @TempDir
    Path folder;

    private InboxWorld world;
    private Rejections rejections;
    private Path rejected;

    @BeforeEach
    void makeWorld() {
        world = new InboxWorld(folder);
        rejections = new Rejections(world.home);
        rejected = world.home.rejected("customers");
    }

    @Test
    void theReasonStandsBesideTheFile() throws IOException {
        Claim claim = world.take(world.drop("a.csv", "x"));
        assertThat(rejections.reject(claim, "it is not text"))
                .isEqualTo(rejected.resolve("a.csv"))
                .hasContent("x");
        assertThat(rejected.resolve("a.csv.reason.txt")).content().contains("it is not text", claim.run());
        assertThat(world.files()).containsExactly("rejected/customers/a.csv", "rejected/customers/a.csv.reason.txt");
        assertThat(world.runFolders()).isEmpty();
    }

    @Test
    void aSecondFileOfTheNameGetsItsRunInTheName() throws IOException {
        rejections.reject(world.take(world.drop("a.csv", "1")), "first");
        Claim second = world.take(world.drop("a.csv", "2"));
        Path target = rejections.reject(second, "second");
        assertThat(target).hasFileName("a." + second.run() + ".csv").hasContent("2");
        assertThat(target.resolveSibling(target.getFileName() + ".reason.txt"))
                .content()
                .contains("second");
        assertThat(rejected.resolve("a.csv")).hasContent("1");
    }

    @Test
    void namesOf255BytesKeepTheirReason() throws IOException {
        Claim claim = world.take(world.drop("n".repeat(251) + ".csv", "x"));
        Path target = rejections.reject(claim, "it is not text");
        assertThat(target).hasContent("x");
        assertThat(target.resolveSibling(target.getFileName() + ".reason.txt")).exists();
    }

    @Test
    void aCrashAfterTheReasonIsWrittenChangesNothing() throws IOException {
        Claim claim = world.take(world.drop("a.csv", "x"));
        rejections.reject(claim, "it is not text");
        Files.createDirectory(world.home.run(claim.run()));
        Files.move(rejected.resolve("a.csv"), claim.file());
        assertThat(rejections.reject(claim, "it is not text")).isEqualTo(rejected.resolve("a.csv"));
        assertThat(world.files()).containsExactly("rejected/customers/a.csv", "rejected/customers/a.csv.reason.txt");
    }

    @Test
    void aCrashBeforeTheRunFolderIsRemovedChangesNothing() throws IOException {
        Claim claim = world.take(world.drop("a.csv", "x"));
        rejections.reject(claim, "it is not text");
        Files.createDirectory(world.home.run(claim.run()));
        ClaimFile.write(world.home.run(claim.run()), claim);
        assertThat(rejections.reject(claim, "it is not text")).isEqualTo(rejected.resolve("a.csv"));
        assertThat(world.runFolders()).isEmpty();
    }

    @Test
    void aMissingSourceIsLoud() throws IOException {
        Claim claim = world.take(world.drop("a.csv", "x"));
        Files.delete(claim.file());
        assertThatThrownBy(() -> rejections.reject(claim, "it is not text")).hasMessageContaining("neither at");
    }
}
