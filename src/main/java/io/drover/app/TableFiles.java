package io.drover.app;

import io.drover.config.Drafts;
import io.drover.config.Settings;
import io.drover.connection.store.SavedConnection;
import io.drover.load.Load;
import io.drover.load.Tables;
import io.drover.management.Definitions;
import io.drover.management.WaitingTable;
import io.drover.source.InboxFilter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The files of tables that no load takes: found by looking, nothing is remembered but why a load was not made. */
final class TableFiles {
    private final Settings settings;
    private final LiveCatalog catalog;
    private final Definitions definitions;
    private final Map<Path, String> failures = new ConcurrentHashMap<>();

    /**
     * @param inbox of the table's load, whether there is one or not
     * @param files that are in the inbox, or still where all tables' files arrive
     */
    record Table(String name, Path inbox, List<Path> files, Optional<Load> load, Tables settings) {}

    TableFiles(Settings settings, LiveCatalog catalog, Definitions definitions) {
        this.settings = settings;
        this.catalog = catalog;
        this.definitions = definitions;
    }

    /** Tables with files that no load takes where they are. */
    List<Table> of(SavedConnection connection) {
        Tables tables = Drafts.tables(connection.name(), connection.fields(), settings);
        Map<String, List<Path>> files = new TreeMap<>();
        if (Files.isDirectory(tables.inbox(), LinkOption.NOFOLLOW_LINKS)) {
            Set<Path> others = definitions.connections().values().stream()
                    .map(each ->
                            Drafts.tables(each.name(), each.fields(), settings).inbox())
                    .collect(Collectors.toSet());
            for (Path each : list(tables.inbox())) {
                String name = String.valueOf(each.getFileName());
                if (!others.contains(each) && isTable(each, name)) {
                    list(each).stream()
                            .filter(file -> isFile(file, tables.sample()))
                            .forEach(file -> add(files, name, file));
                } else if (isFile(each, tables.sample())
                        && loadOf(tables.inbox()).isEmpty()) {
                    tables.tableOf(name).ifPresent(table -> add(files, table, each));
                }
            }
        }
        return files.entrySet().stream()
                .map(entry -> table(entry.getKey(), entry.getValue(), tables))
                .toList();
    }

    private Table table(String name, List<Path> files, Tables tables) {
        // A name that can't be one names no folder either.
        Path inbox = Tables.isName(name) ? tables.inbox().resolve(name) : tables.inbox();
        return new Table(name, inbox, files, Tables.isName(name) ? loadOf(inbox) : Optional.empty(), tables);
    }

    private boolean isTable(Path folder, String name) {
        return !name.startsWith(".")
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && loadOf(folder).isEmpty();
    }

    private boolean isFile(Path file, Load sample) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && InboxFilter.includes(sample, file);
    }

    private static void add(Map<String, List<Path>> files, String table, Path file) {
        files.computeIfAbsent(table, none -> new ArrayList<>()).add(file);
    }

    private Optional<Load> loadOf(Path inbox) {
        return catalog.loads().stream()
                .filter(load -> load.inbox().equals(inbox))
                .findFirst();
    }

    private static List<Path> list(Path folder) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(found::add);
        } catch (IOException | java.nio.file.DirectoryIteratorException gone) {
            return List.of();
        }
        return found;
    }

    /** Why no load may be made; empty when one may. */
    Optional<String> obstacle(Table table) {
        if (!Tables.isName(table.name())) {
            return Optional.of(
                    "the name of a table must be 1 to 63 of letters, digits, - and _ and start with a letter or"
                            + " digit: rename it and create a load, or leave it");
        }
        if (table.load().isEmpty() && !table.settings().createLoads()) {
            return Optional.of("create_load_for_new_tables is off: switch it on, or create a load with the inbox "
                    + shown(table.inbox()));
        }
        return Optional.empty();
    }

    private String reason(Table table) {
        return obstacle(table)
                .or(() -> Optional.ofNullable(failures.get(table.inbox())))
                .orElse(
                        table.load().isPresent()
                                ? "they are about to be taken to its load"
                                : "a load is started for it by drover run once they are settled");
    }

    /** A folder as the field {@code inbox} of a load names it. */
    String shown(Path folder) {
        Path home = settings.home();
        return folder.startsWith(home) ? home.relativize(folder).toString().replace('\\', '/') : folder.toString();
    }

    /** Notes why a table's files don't get to a load; empty: nothing is in the way any more. */
    void note(Table table, Optional<String> failure) {
        failure.ifPresentOrElse(reason -> failures.put(table.inbox(), reason), () -> failures.remove(table.inbox()));
    }

    /** The tables of a connection whose files wait for a load. */
    List<WaitingTable> waiting(String connection) {
        SavedConnection saved = definitions.connections().get(connection);
        return saved == null
                ? List.of()
                : of(saved).stream()
                        .map(table ->
                                new WaitingTable(table.name(), table.files().size(), reason(table)))
                        .toList();
    }
}
