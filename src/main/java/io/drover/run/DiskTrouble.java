package io.drover.run;

import io.drover.journal.JournalException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Set;

/** What is wrong with a disk rather than with what stands on it: it may pass. */
public final class DiskTrouble {
    /** What the system calls it where Java has no type for it. */
    private static final Set<String> TROUBLES = Set.of(
            "No space left on device",
            "Disk quota exceeded",
            "File too large",
            "Read-only file system",
            "Input/output error",
            "Too many open files");

    private DiskTrouble() {}

    /** Whether that is what something failed by. */
    public static boolean isBehind(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof FileSystemException
                    || each instanceof JournalException
                    || (each instanceof IOException && TROUBLES.contains(String.valueOf(each.getMessage())))) {
                return true;
            }
        }
        return false;
    }
}
