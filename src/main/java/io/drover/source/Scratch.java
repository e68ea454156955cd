package io.drover.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder for files that live no longer than the reader that made them. They are hidden and have no name from the
 * moment they are open (where the system can do that), so a crash leaves nothing behind. Not thread-safe.
 */
final class Scratch {
    /** What the names of all these files start with. */
    static final String PREFIX = ".regroup-";

    private final Path folder;
    private int files;

    /** @param folder created when it is missing */
    Scratch(Path folder) {
        this.folder = folder;
    }

    /** An empty file to write and read; closing it deletes it. */
    FileChannel file() throws IOException {
        Files.createDirectories(folder);
        return FileChannel.open(
                folder.resolve(PREFIX + ++files + ".part"),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** What to tell people of a file that could not be written or read. */
    IOException failed(IOException cause) {
        return new IOException(
                "the records can't be brought together by Group By in " + folder + ": " + cause.getMessage()
                        + "; it needs room for about the file's own size (unpacked) there",
                cause);
    }
}
