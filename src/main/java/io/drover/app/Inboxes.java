package io.drover.app;

import io.drover.load.Load;
import io.drover.management.Refusal;
import io.drover.route.InboxDoor;
import io.drover.source.InboxFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    /** Whole at once, under a name that no inbox takes until it is. */
    static void leave(Load load, String file, Path content) throws IOException {
        Path target = load.inbox().resolve(file);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.conflict("A file named " + file + " waits in the inbox already");
        }
        Path part = Files.createTempFile(load.inbox(), ".upload", ".part");
        Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target);
    }
}
