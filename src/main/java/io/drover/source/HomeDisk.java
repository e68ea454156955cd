package io.drover.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Changes to files and folders that are still there after a power loss. */
final class HomeDisk {
    private HomeDisk() {}

    /**
     * Makes the names in a folder durable: what was created, renamed or deleted there stays so after a crash.
     *
     * <p>Does nothing where the system can't do it for folders; a disk that fails is an exception.
     */
    static void forceFolder(Path folder) throws IOException {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some network file systems answer so for every folder.
            if (!"Invalid argument".equals(e.getMessage())) {
                throw e;
            }
        }
    }

    static void forceFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Writes a whole file by way of {@code part} in the same folder: afterwards the target is durable and complete. */
    static void write(Path target, Path part, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        rename(part, target);
    }

    /** Renames within one file system and makes both folders durable, the new name first. */
    static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        Path toFolder = to.resolveSibling("");
        Path fromFolder = from.resolveSibling("");
        forceFolder(toFolder);
        if (!fromFolder.equals(toFolder)) {
            forceFolder(fromFolder);
        }
    }

    /** Removes a folder and all in it; what is already gone is fine. Links are removed, not followed. */
    static void removeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
        forceFolder(folder.resolveSibling(""));
    }
}
