package io.drover.connection.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.database.Schema;
import io.drover.database.SqliteFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The file {@code state/store.db}: documents by kind and name, sealed secrets, the timeline. What {@link #change} has
 * recorded when it returns survives a loss of power; when it throws, nothing of it is recorded. Safe for every thread.
 */
public final class Store implements AutoCloseable {
    private static final Schema SCHEMA = new Schema(
            List.of(
                    List.of("""
            CREATE TABLE documents (
                kind TEXT NOT NULL,
                name TEXT NOT NULL,
                document TEXT NOT NULL,
                PRIMARY KEY (kind, name))""", """
            CREATE TABLE secrets (
                owner TEXT NOT NULL,
                field TEXT NOT NULL,
                sealed TEXT NOT NULL,
                changed_at TEXT NOT NULL,
                PRIMARY KEY (owner, field))""", """
            CREATE TABLE events (
                id BIGINT NOT NULL PRIMARY KEY,
                at TEXT NOT NULL,
                actor TEXT NOT NULL,
                kind TEXT NOT NULL,
                subject TEXT NOT NULL,
                what TEXT NOT NULL,
                detail TEXT NOT NULL)""", "CREATE INDEX events_by_subject ON events (kind, subject, id)"),
                    List.of("ALTER TABLE documents ADD COLUMN row_sum BIGINT")),
            List.of("documents", "secrets"));

    private final Path file;
    private final Connection connection;
    private final Tables tables;

    private Store(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
        this.tables = new Tables(connection);
    }

    /**
     * Opens the store in the state folder, and makes it if there is none.
     *
     * @throws StoreException also when a newer Drover wrote it, which leaves it untouched
     */
    public static Store open(Path state) {
        Path file = state.resolve("store.db");
        try {
            return new Store(file, SqliteFile.open(file, SCHEMA));
        } catch (SQLException | IOException e) {
            throw new StoreException("store " + file + " can't be opened: " + e.getMessage(), e);
        }
    }

    /** The connections made while Drover runs, by name. */
    public Map<String, SavedConnection> connections() {
        return all(Kind.CONNECTION, SavedConnection::of);
    }

    /** The loads made while Drover runs, by name. */
    public Map<String, SavedLoad> loads() {
        return all(Kind.LOAD, SavedLoad::of);
    }

    /** What is known of the connection of that name. */
    public ConnectionState connectionState(String name) {
        return document(Kind.CONNECTION_STATE, name).map(ConnectionState::of).orElseGet(ConnectionState::none);
    }

    /** The loads that somebody paused. */
    public Set<String> pausedLoads() {
        return documents(Kind.LOAD_STATE).keySet();
    }

    /** The report of a load's last check; empty before the first. */
    public Optional<ObjectNode> loadCheck(String name) {
        return document(Kind.LOAD_CHECK, name);
    }

    /** What runs that are not over were told, by run. */
    public Map<String, RunOrder> runOrders() {
        return all(Kind.RUN_STATE, (run, json) -> RunOrder.of(json));
    }

    /** Who may use the management API, by name. */
    public Map<String, User> users() {
        return all(Kind.USER, User::of);
    }

    private <T> Map<String, T> all(Kind kind, BiFunction<String, ObjectNode, T> reading) {
        Map<String, T> all = new LinkedHashMap<>();
        documents(kind).forEach((name, json) -> all.put(name, reading.apply(name, json)));
        return all;
    }

    private Optional<ObjectNode> document(Kind kind, String name) {
        return read("read " + kind.word(), () -> tables.document(kind, name));
    }

    private Map<String, ObjectNode> documents(Kind kind) {
        return read("list " + kind.word(), () -> tables.documents(kind));
    }

    /** The newest first. */
    public List<Event> events(EventQuery query) {
        return read("read the timeline", () -> tables.events(query));
    }

    /** Forgets the events before then. */
    public void forget(Instant before) {
        write(() -> tables.forget(before));
    }

    List<SealedSecret> secrets() {
        return read("read secrets", tables::secrets);
    }

    /** Records all parts or none. */
    public void change(List<Change> parts) {
        write(() -> {
            for (Change part : parts) {
                tables.apply(part);
            }
        });
    }

    private synchronized void write(Statements statements) {
        try {
            connection.setAutoCommit(false);
            statements.run();
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            SqliteFile.rollBack(connection, e);
            throw failed("be written", e);
        }
    }

    private synchronized <T> T read(String what, Query<T> query) {
        try {
            return query.run();
        } catch (SQLException | IOException e) {
            throw failed(what, e);
        }
    }

    private StoreException failed(String what, Exception e) {
        return new StoreException(
                "store " + file + " can't " + what + ": " + e.getMessage()
                        + "; check the disk and the permissions of drover.home",
                e);
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("store " + file + " can't be closed: " + e.getMessage(), e);
        }
    }

    /** Statements of one transaction. */
    private interface Statements {
        void run() throws SQLException;
    }

    /** Statements that only read. */
    private interface Query<T> {
        T run() throws SQLException, IOException;
    }
}
