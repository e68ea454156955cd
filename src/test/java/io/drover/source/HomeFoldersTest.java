package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.drover.load.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFoldersTest {
    @TempDir
    Path folder;

    @Test
    void preparingMakesAllFoldersAndLeavesNoTrace() throws IOException {
        InboxWorld world = new InboxWorld(folder);
        assertThat(world.home.prepare(List.of(world.load))).isEmpty();
        assertThat(world.files()).isEmpty();
        try (Stream<Path> all = Files.list(world.home.home())) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("inbox", "processing", "done", "results", "rejected", "state");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedWithWhatToDo() throws IOException {
        InboxWorld world = new InboxWorld(folder);
        Files.delete(world.home.state());
        Files.createFile(world.home.state());
        assertThat(world.home.prepare(List.of(world.load)))
                .singleElement()
                .asString()
                .contains(world.home.state().toString(), "drover.home");
    }

    @Test
    void anInboxOnAnotherFileSystemIsRefused() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeThat(Files.isWritable(memory)).isTrue();
        assumeThat(Files.getFileStore(memory)).isNotEqualTo(Files.getFileStore(folder));
        Path elsewhere = Files.createTempDirectory(memory, "inbox");
        try {
            InboxWorld world = new InboxWorld(folder);
            Load away = InboxWorld.withInbox(world.load, elsewhere);
            assertThat(world.home.prepare(List.of(away)))
                    .singleElement()
                    .asString()
                    .contains(elsewhere.toString(), world.home.processing().toString(), "one file system");
            try (Stream<Path> left = Files.list(elsewhere)) {
                assertThat(left).isEmpty();
            }
        } finally {
            Files.delete(elsewhere);
        }
    }
}
