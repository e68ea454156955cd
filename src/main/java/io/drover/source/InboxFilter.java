package io.drover.source;

import io.drover.load.Load;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Decides which files of a load's inbox may be taken now: regular files, no links, whose name the load includes and
 * that nobody is still writing. May be asked by several threads.
 */
public final class InboxFilter {
    private static final List<String> LEFT_ALONE_ENDINGS = List.of(".part", ".tmp", ".filepart", ".ok");
    private static final int MAX_REMEMBERED = 10_000;

    private final Load load;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Map<Path, Seen> seen = new HashMap<>();

    private record Seen(InboxFile file, long sinceNanos) {}

    /** Watches the inbox of a load by both clocks; {@code nanoTime} runs evenly whatever happens to the wall clock. */
    public InboxFilter(Load load, Clock clock, LongSupplier nanoTime) {
        this.load = load;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** The load whose inbox this is. */
    public Load load() {
        return load;
    }

    /** Whether the file may be taken now. */
    public boolean accepts(Path file) {
        return look(file).isPresent();
    }

    /** The file as it is now, if it may be taken. */
    Optional<InboxFile> look(Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (!load.inbox().toAbsolutePath().normalize().equals(path.getParent()) || !includes(load, path)) {
            return Optional.empty();
        }
        Optional<InboxFile> now = InboxFile.look(path);
        if (now.isEmpty()) {
            forget(path);
            return now;
        }
        return now.filter(found -> load.waitForMarker() ? isMarked(path) : isSettled(path, found));
    }

    /** Drops what is remembered about a file that has left the inbox. */
    void forget(Path file) {
        synchronized (seen) {
            seen.remove(file.toAbsolutePath().normalize());
        }
    }

    /** Where the marker of a file stands; there may be none. */
    public static Path marker(Path file) {
        return HomeName.resolve(file.resolveSibling(""), file.getFileName() + ".ok");
    }

    /** Whether the file has a name that the load includes. */
    public static boolean includes(Load load, Path file) {
        return nameProblem(load, String.valueOf(file.getFileName())).isEmpty();
    }

    /** Why no file of that name is ever taken from a load's inbox; empty when it is. */
    public static Optional<String> nameProblem(Load load, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.startsWith(".")
                || name.startsWith("~$")
                || LEFT_ALONE_ENDINGS.stream().anyMatch(lower::endsWith)) {
            return Optional.of("must not begin with . or ~$ or end in " + String.join(", ", LEFT_ALONE_ENDINGS)
                    + ", which are left alone in an inbox");
        }
        return load.include().matcher(name).matches()
                ? Optional.empty()
                : Optional.of("must match the field include of the load, " + load.include());
    }

    private static boolean isMarked(Path file) {
        return Files.isRegularFile(marker(file), LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isSettled(Path path, InboxFile now) {
        if (!now.touched().plus(load.settle()).isAfter(clock.instant())) {
            return true;
        }
        // The wall clock says "too young", which may be wrong for as long as clocks differ; so time is taken as well.
        long nanos = nanoTime.getAsLong();
        synchronized (seen) {
            Seen earlier = seen.get(path);
            if (earlier != null && earlier.file().equals(now)) {
                return nanos - earlier.sinceNanos() >= load.settle().toNanos();
            }
            makeRoom();
            // Without room the newest are not remembered: those that are will be taken and leave room.
            if (earlier != null || seen.size() < MAX_REMEMBERED) {
                seen.put(path, new Seen(now, nanos));
            }
            return load.settle().isZero();
        }
    }

    private void makeRoom() {
        if (seen.size() >= MAX_REMEMBERED) {
            seen.keySet().removeIf(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS));
        }
    }
}
