package io.drover.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.Forced;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source is in one place, also after a loss of power: each step of its way is forced before the next. */
class ForcedClaimsTest {
    @TempDir
    Path folder;

    private InboxWorld world;

    @BeforeEach
    void makeWorld() {
        world = new InboxWorld(folder);
    }

    private String run() throws IOException {
        return world.runFolders().get(0);
    }

    @Test
    void theClaimIsForcedBeforeTheFileLeavesItsInbox() throws Exception {
        Path file = world.drop("a.csv", "id\n1\n");

        List<String> forced = Forced.during(() -> world.take(file));

        assertThat(forced).containsExactly(ClaimFile.PART, run(), "processing", run(), "customers");
    }

    @Test
    void aStreamIsForcedBeforeItsOriginIsTold() throws Exception {
        List<String> forced = Forced.during(
                () -> world.claims.claim(world.load, "a.csv", new ByteArrayInputStream("id\n1\n".getBytes(UTF_8))));

        assertThat(forced).containsExactly(Claims.SPOOL, ClaimFile.PART, run(), run(), "processing");
    }

    @Test
    void aSourceIsInDoneBeforeItsFolderGoes() throws Exception {
        Claim claim = world.take(world.drop("a.csv", "id\n1\n"));
        Files.createDirectories(world.home.done("customers"));

        List<String> forced = Forced.during(() -> new ClaimEnd(world.home).putAway(claim));

        assertThat(forced).containsExactly("customers", claim.run(), "processing");
    }
}
