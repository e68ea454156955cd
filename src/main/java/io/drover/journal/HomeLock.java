package io.drover.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a process the only one that works in a home folder. The operating system gives the lock up when the process
 * dies, however it dies, so a file left behind never stands in the way.
 */
public final class HomeLock implements AutoCloseable {
    /**
     * Homes this process holds. Asked before a lock file is opened, because closing any channel of a file gives up
     * all locks that the process has on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private HomeLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the home folder that the state folder belongs to.
     *
     * @throws HomeLockedException when another process, or another part of this one, has it
     */
    public static HomeLock take(Path state, Instant now) throws IOException {
        Files.createDirectories(state);
        Path file = state.toRealPath().resolve("lock");
        if (!HELD.add(file)) {
            throw new HomeLockedException(state, holder(file));
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new HomeLockedException(state, holder(file));
            }
            Files.writeString(ownerFile(file), ProcessHandle.current().pid() + " " + now, StandardCharsets.UTF_8);
            return new HomeLock(file, channel);
        } catch (IOException e) {
            giveUp(file, channel);
            throw e;
        }
    }

    /** Beside the lock itself, because a locked file can't be read everywhere. */
    private static Path ownerFile(Path lock) {
        return lock.resolveSibling("lock.owner");
    }

    private static String holder(Path lock) throws IOException {
        Path file = ownerFile(lock);
        String owner = Files.exists(file) ? Files.readString(file) : "";
        int space = owner.indexOf(' ');
        return space < 0
                ? "another process that is just starting"
                : "process " + owner.substring(0, space) + ", started at " + owner.substring(space + 1);
    }

    private static void giveUp(Path file, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            HELD.remove(file);
        }
    }

    @Override
    public void close() throws IOException {
        giveUp(file, channel);
    }
}
