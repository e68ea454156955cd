package io.drover.config;

import io.drover.connection.Connection;
import io.drover.load.AcrossFiles;
import io.drover.load.CsvFormat;
import io.drover.load.Grouping;
import io.drover.load.Load;
import io.drover.load.Ordering;
import io.drover.load.Shaping;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the loads of their settings and checks them against the connections and each other. */
final class LoadReader {
    private static final List<String> OWN_FOLDERS = List.of("processing", "done", "results", "rejected", "state");

    private final Values values;
    private final Path directory;
    private final Path home;
    private final Map<String, Connection> connections;
    private final Set<String> connectionNames;
    private final Map<Path, String> inboxes = new HashMap<>();

    /**
     * @param directory the working directory
     * @param connections by name
     * @param connectionNames every name that is declared
     */
    LoadReader(
            Values values,
            Path directory,
            Path home,
            Map<String, Connection> connections,
            Set<String> connectionNames) {
        this.values = values;
        this.directory = directory;
        this.home = home;
        this.connections = connections;
        this.connectionNames = connectionNames;
    }

    /** The load; without meaning where problems were noted. */
    Load read(String name) {
        Load load = new Load(
                name,
                values.get(LoadKeys.CONNECTION, name),
                values.get(LoadKeys.ACCOUNT, name),
                home.resolve(values.get(LoadKeys.INBOX, name)).normalize(),
                values.get(LoadKeys.INCLUDE, name),
                values.get(LoadKeys.SETTLE, name),
                values.get(LoadKeys.WAIT_FOR_MARKER, name),
                values.get(LoadKeys.DUPLICATES, name),
                values.get(LoadKeys.GROUPING_LIMIT, name),
                values.get(LoadKeys.MAX_BATCH_SIZE, name),
                new CsvFormat(values.get(LoadKeys.DELIMITER, name), values.get(LoadKeys.CHARSET, name)),
                values.get(LoadKeys.REQUEST_SPLIT_PATH, name),
                shaping(name));
        checkConnection(load);
        checkInbox(load);
        return load;
    }

    private Shaping shaping(String name) {
        Grouping grouping = new Grouping(distinct(LoadKeys.GROUP_BY, name), distinct(LoadKeys.SORT_HEADERS, name));
        if (grouping.groupBy().isEmpty() && !grouping.sortHeaders().isEmpty()) {
            String what = "must be empty without " + LoadKeys.GROUP_BY.of(name)
                    + ", because it orders the records within a group, but was "
                    + String.join(",", grouping.sortHeaders());
            values.refuse(LoadKeys.SORT_HEADERS, name, what);
        }
        return new Shaping(
                new SchemaFile(directory, values).text(name),
                grouping,
                ordering(name),
                new AcrossFiles(
                        values.get(LoadKeys.BATCH_ACROSS_FILES, name), values.get(LoadKeys.COMPLETION_TIME, name)),
                values.get(LoadKeys.STOP_WHEN_SCHEMA_ERRORS_EXCEED, name));
    }

    private List<String> distinct(Key<List<String>> key, String name) {
        List<String> columns = values.get(key, name);
        if (columns.size() != new HashSet<>(columns).size()) {
            values.refuse(key, name, "must name each column once, but was " + String.join(",", columns));
        }
        return columns;
    }

    private Ordering ordering(String name) {
        String column = values.get(LoadKeys.ORDERING_KEY, name);
        if (values.get(LoadKeys.ORDERING, name) == LoadKeys.InOrder.ANY) {
            return column.isEmpty() ? Ordering.NONE : new Ordering.ByKey(column);
        }
        if (!column.isEmpty()) {
            String what = "must be empty where " + LoadKeys.ORDERING.of(name) + " is file, but was " + column;
            values.refuse(LoadKeys.ORDERING_KEY, name, what);
        }
        return new Ordering.ByFile();
    }

    private void checkAcrossFiles(Load load, Connection connection) {
        if (load.shaping().acrossFiles().batches()
                && (load.groupingLimit() == 1 || !connection.endpoint().bulkSupport())) {
            String what = "must be false, because "
                    + (load.groupingLimit() == 1
                            ? LoadKeys.GROUPING_LIMIT.of(load.name()) + " is 1"
                            : ConnectionKeys.BULK_SUPPORT.of(connection.name()) + " is false")
                    + ", so that a request carries one record, but was true";
            values.refuse(LoadKeys.BATCH_ACROSS_FILES, load.name(), what);
        }
    }

    private void checkConnection(Load load) {
        Connection connection = connections.get(load.connection());
        if (connection == null) {
            String nearest = Keys.nearest(load.connection(), connectionNames)
                    .map(known -> "; the nearest is " + known)
                    .orElse("");
            String seen = load.connection().isEmpty() ? "is missing" : "was " + load.connection();
            values.refuse(LoadKeys.CONNECTION, load.name(), "must be the name of a connection, but " + seen + nearest);
            return;
        }
        checkAcrossFiles(load, connection);
    }

    private void checkInbox(Load load) {
        String other = inboxes.putIfAbsent(load.inbox(), load.name());
        if (other != null) {
            String what =
                    "must be a folder of its own, but was " + load.inbox() + " as " + LoadKeys.INBOX.of(other) + " is";
            values.refuse(LoadKeys.INBOX, load.name(), what);
        }
        boolean own = OWN_FOLDERS.stream().anyMatch(folder -> load.inbox().startsWith(home.resolve(folder)));
        if (own || load.inbox().equals(home)) {
            String what = "must be outside " + home + " or below its inbox/, but was " + load.inbox();
            values.refuse(LoadKeys.INBOX, load.name(), what);
        }
    }
}
