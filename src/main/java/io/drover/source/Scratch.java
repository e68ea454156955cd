package io.drover.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;

/**
 * A folder for files that live no longer than the reader that made them. They are hidden and have no name from the
 * moment they are open (where the system can do that), so a crash leaves nothing behind. Not thread-safe.
 */
final class Scratch {
    /** What the names of all these files start with. */
    static final String PREFIX = ".regroup-";

    private static final int BETWEEN_LOOKS = 0xFFF;

    private final Path folder;
    private final BooleanSupplier stopping;
    private int files;
    private int steps;

    /**
     * @param folder created when it is missing
     * @param stopping whether who works with the files should give up
     */
    Scratch(Path folder, BooleanSupplier stopping) {
        this.folder = folder;
        this.stopping = stopping;
    }

    /** To be called at each step of work that may take long. */
    void step() throws StoppedSortingException {
        if ((++steps & BETWEEN_LOOKS) == 0 && stopping.getAsBoolean()) {
            throw new StoppedSortingException();
        }
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
        if (cause instanceof StoppedSortingException) {
            return cause;
        }
        return new IOException(
                "the records can't be brought together by Group By in " + folder + ": " + cause.getMessage()
                        + "; it needs room for about the file's own size (unpacked) there",
                cause);
    }
}
