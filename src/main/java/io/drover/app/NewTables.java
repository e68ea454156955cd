package io.drover.app;

import io.drover.connection.store.Event;
import io.drover.connection.store.SavedConnection;
import io.drover.connection.store.SavedLoad;
import io.drover.load.Load;
import io.drover.management.Definitions;
import io.drover.management.FieldProblem;
import io.drover.management.Refusal;
import io.drover.source.InboxFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a load for a table that has none, where its connection says so, and takes files that name their table
 * themselves to its load. A load that was made is like any other; nothing else is kept, so there is nothing to recover.
 */
final class NewTables implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NewTables.class);
    private static final String ACTOR = "drover";
    private static final long LOOK_MILLIS = 1000;
    private static final int LONGEST_NAME = 63;

    private final Definitions definitions;
    private final TableFiles files;
    private final Clock clock;
    private final Map<Path, InboxFilter> filters = new ConcurrentHashMap<>();
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1, new NamedThreads("tables"));

    NewTables(Definitions definitions, TableFiles files, Clock clock) {
        this.definitions = definitions;
        this.files = files;
        this.clock = clock;
    }

    /** From now on looks for files. */
    void start() {
        var unused = timer.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            for (SavedConnection connection : definitions.connections().values()) {
                List<TableFiles.Table> tables = files.of(connection);
                tables.forEach(table -> attend(connection, table));
                Set<String> waiting =
                        tables.stream().map(table -> key(connection, table)).collect(Collectors.toSet());
                told.keySet().removeIf(key -> key.startsWith(connection.name() + "/") && !waiting.contains(key));
            }
        } catch (RuntimeException e) {
            LOG.warn("Files of tables could not be looked for. reason=\"{}\"", e.getMessage());
        }
    }

    private static String key(SavedConnection connection, TableFiles.Table table) {
        return connection.name() + "/" + table.name();
    }

    private void attend(SavedConnection connection, TableFiles.Table table) {
        Optional<String> obstacle = files.obstacle(table);
        List<Path> settled = obstacle.isPresent()
                ? List.of()
                : table.files().stream().filter(file -> isSettled(file, table)).toList();
        if (settled.isEmpty()) {
            files.note(table, Optional.empty());
        } else {
            obstacle = table.load().isPresent() ? Optional.empty() : make(connection, table);
            if (obstacle.isEmpty()) {
                obstacle = take(settled, table);
            }
            files.note(table, obstacle);
        }
        obstacle.ifPresent(reason -> tell(connection, table, reason));
    }

    private void tell(SavedConnection connection, TableFiles.Table table, String reason) {
        if (!reason.equals(told.put(key(connection, table), reason))) {
            LOG.warn(
                    "Files wait for a load. connection={} table=\"{}\" files={} reason=\"{}\"",
                    connection.name(),
                    table.name().replaceAll("\\p{Cntrl}", "?"),
                    table.files().size(),
                    reason);
        }
    }

    private boolean isSettled(Path file, TableFiles.Table table) {
        Path folder = file.resolveSibling("").normalize();
        Load sample = table.settings().sample().watching(folder);
        InboxFilter filter = filters.compute(
                folder, (none, known) -> known == null || !isLike(known.load(), sample) ? filter(sample) : known);
        return filter.accepts(file) || isMarkedThere(file, table);
    }

    /** A crash came between marker and file. */
    private static boolean isMarkedThere(Path file, TableFiles.Table table) {
        Path target = table.inbox().resolve(file.getFileName());
        return table.settings().sample().waitForMarker()
                && !target.equals(file)
                && Files.isRegularFile(InboxFilter.marker(target), LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isLike(Load one, Load other) {
        return one.settle().equals(other.settle())
                && one.waitForMarker() == other.waitForMarker()
                && one.include().pattern().equals(other.include().pattern());
    }

    private InboxFilter filter(Load sample) {
        return new InboxFilter(sample, clock, System::nanoTime);
    }

    /** Makes the load; tells why it can't be. */
    private Optional<String> make(SavedConnection connection, TableFiles.Table table) {
        Map<String, String> fields = new LinkedHashMap<>(table.settings().template());
        fields.put("inbox", files.shown(table.inbox()));
        SavedLoad load = new SavedLoad(
                name(connection.name(), table.name()),
                UUID.randomUUID().toString(),
                table.name(),
                fields,
                Optional.of(clock.instant()),
                Optional.of(clock.instant()));
        String detail = "for the new table " + table.name() + " of connection " + connection.name();
        try {
            definitions.save(
                    load, Event.now(clock.instant(), ACTOR, "created", new Event.Subject("load", load.name()), detail));
        } catch (Refusal refusal) {
            return Optional.of("no load can be made of load_template: " + said(refusal));
        }
        LOG.info(
                "Load was started for a new table. connection={} table={} load={}",
                connection.name(),
                table.name(),
                load.name());
        return Optional.empty();
    }

    private static String said(Refusal refusal) {
        return refusal.problems().isEmpty()
                ? String.valueOf(refusal.getMessage())
                : refusal.problems().stream().map(NewTables::said).collect(Collectors.joining("; "));
    }

    private static String said(FieldProblem problem) {
        return problem.field() + " " + problem.message();
    }

    /** The table's own name, or with the connection's before it where another load is called so. */
    private String name(String connection, String table) {
        Set<String> taken = definitions.loads().keySet();
        String plain = table.toLowerCase(Locale.ROOT);
        if (!taken.contains(plain)) {
            return plain;
        }
        String both = cut(connection + "-" + plain, LONGEST_NAME - 4);
        String name = both;
        for (int number = 2; taken.contains(name); number++) {
            name = both + "-" + number;
        }
        return name;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** Takes files to the inbox of their load; what is there already stays. Tells what is in the way. */
    private static Optional<String> take(List<Path> settled, TableFiles.Table table) {
        Optional<String> obstacle = Optional.empty();
        for (Path file : settled) {
            if (!table.inbox().equals(file.resolveSibling("").normalize())) {
                Optional<String> ofThis = move(file, table);
                obstacle = obstacle.isPresent() ? obstacle : ofThis;
            }
        }
        return obstacle;
    }

    private static Optional<String> move(Path file, TableFiles.Table table) {
        Path target = table.inbox().resolve(file.getFileName());
        try {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of("a file named " + file.getFileName() + " waits in its load's inbox already");
            }
            Path marker = InboxFilter.marker(file);
            // Before its file, which is still known to be whole by it: see isSettled.
            if (Files.exists(marker, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(marker, InboxFilter.marker(target));
            }
            Files.move(file, target);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("it can't be moved to the inbox of its load: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
