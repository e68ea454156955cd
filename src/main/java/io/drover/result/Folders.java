package io.drover.result;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Changes of folders that survive a loss of power. */
final class Folders {
    private static final boolean FORCEABLE =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private Folders() {}

    /** Makes creations, renames and removals in the folder durable, where the system can. */
    static void force(Path folder) throws IOException {
        if (FORCEABLE) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Creates the folder and, durably, those above it that are missing. */
    static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent == null) {
                throw new IOException("folder " + folder + " is missing and can't be created");
            }
            create(parent);
            Files.createDirectories(folder);
            force(parent);
        }
    }

    /** Renames; both folders still have to be forced. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
