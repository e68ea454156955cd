package io.drover.app;

import io.drover.load.Load;
import io.drover.management.Refusal;
import io.drover.route.InboxDoor;
import io.drover.source.InboxFilter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The inboxes that are watched, by load. Safe for every thread. */
final class Inboxes {
    private final Map<String, InboxFilter> filters = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile Predicate<String> waits = load -> false;

    Inboxes(Clock clock) {
        this.clock = clock;
    }

    /** From now on a load's files stay where they are while it waits. */
    void holdBack(Predicate<String> waiting) {
        waits = waiting;
    }

    void put(Load load) {
        filters.put(load.name(), new InboxFilter(load, clock, System::nanoTime));
    }

    void remove(String load) {
        filters.remove(load);
    }

    Optional<InboxFilter> filter(String load) {
        return Optional.ofNullable(filters.get(load));
    }

    /** What Camel asks whether a file may be taken. */
    InboxDoor door(String load) {
        return new InboxDoor(() -> filter(load).filter(known -> !waits.test(load)));
    }

    /** Whole at once, under a name that no inbox takes until it is; with a marker where the load asks for one. */
    static void leave(Load load, String file, Path content) throws IOException {
        InboxFilter.nameProblem(load, file).ifPresent(problem -> {
            throw Refusal.conflict("Load " + load.name() + " waits, and its inbox would not take the file " + file
                    + ": its name " + problem);
        });
        Path part = Files.createTempFile(load.inbox(), ".upload", ".part");
        try {
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel copy = FileChannel.open(part, StandardOpenOption.WRITE)) {
                copy.force(true);
            }
            Path target = load.inbox().resolve(file);
            Files.move(part, target);
            Path marker = InboxFilter.marker(target);
            if (load.waitForMarker() && !Files.exists(marker, LinkOption.NOFOLLOW_LINKS)) {
                Files.createFile(marker);
            }
        } catch (FileAlreadyExistsException e) {
            throw Refusal.conflict("A file named " + file + " waits in the inbox already");
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
