package io.drover.connection.store;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.database.RowSum;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The store's statements, in SQL that SQLite and PostgreSQL share. */
final class Tables {
    private static final JsonMapper JSON = new JsonMapper();

    private final Connection connection;

    Tables(Connection connection) {
        this.connection = connection;
    }

    Optional<ObjectNode> document(Kind kind, String name) throws SQLException, IOException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT document, row_sum FROM documents WHERE kind = ? AND name = ?")) {
            select.setString(1, kind.word());
            select.setString(2, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(parse(row, kind, name)) : Optional.empty();
            }
        }
    }

    Map<String, ObjectNode> documents(Kind kind) throws SQLException, IOException {
        Map<String, ObjectNode> documents = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT name, document, row_sum FROM documents WHERE kind = ? ORDER BY name")) {
            select.setString(1, kind.word());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString("name");
                    documents.put(name, parse(rows, kind, name));
                }
            }
        }
        return documents;
    }

    private static ObjectNode parse(ResultSet row, Kind kind, String name) throws SQLException, IOException {
        String document = row.getString("document");
        RowSum.check(row, kind.word(), name, document);
        return JSON.readValue(document, ObjectNode.class);
    }

    List<SealedSecret> secrets() throws SQLException {
        List<SealedSecret> secrets = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT owner, field, sealed, changed_at FROM secrets ORDER BY owner, field");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                secrets.add(new SealedSecret(
                        rows.getString(1), rows.getString(2), rows.getString(3), Instant.parse(rows.getString(4))));
            }
        }
        return secrets;
    }

    List<Event> events(EventQuery query) throws SQLException {
        String ofSubject = query.subject().isPresent() ? " AND kind = ? AND subject = ?" : "";
        List<Event> events = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, at, actor, kind, subject, what, detail FROM events WHERE id < ?"
                        + ofSubject + " ORDER BY id DESC LIMIT " + query.limit())) {
            select.setLong(1, query.before());
            if (query.subject().isPresent()) {
                select.setString(2, query.subject().get().kind());
                select.setString(3, query.subject().get().name());
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(new Event(
                            row.getLong(1),
                            Instant.parse(row.getString(2)),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7)));
                }
            }
        }
        return events;
    }

    void apply(Change part) throws SQLException {
        if (part instanceof Change.Put put) {
            execute(
                    "INSERT INTO documents (kind, name, document, row_sum) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (kind, name) DO UPDATE SET document = excluded.document,"
                            + " row_sum = excluded.row_sum",
                    put.kind().word(),
                    put.name(),
                    put.document().toString(),
                    RowSum.of(put.kind().word(), put.name(), put.document().toString()));
        } else if (part instanceof Change.Remove remove) {
            execute(
                    "DELETE FROM documents WHERE kind = ? AND name = ?",
                    remove.kind().word(),
                    remove.name());
        } else if (part instanceof Change.PutSecret put) {
            execute(
                    "INSERT INTO secrets (owner, field, sealed, changed_at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (owner, field) DO UPDATE SET sealed = excluded.sealed,"
                            + " changed_at = excluded.changed_at",
                    put.owner(),
                    put.field(),
                    put.sealed(),
                    put.at().toString());
        } else if (part instanceof Change.RemoveSecret remove) {
            execute("DELETE FROM secrets WHERE owner = ? AND field = ?", remove.owner(), remove.field());
        } else if (part instanceof Change.Note note) {
            insert(note.event());
        }
    }

    void forget(Instant before) throws SQLException {
        execute("DELETE FROM events WHERE at < ?", before.toString());
    }

    private void insert(Event event) throws SQLException {
        execute(
                "INSERT INTO events (id, at, actor, kind, subject, what, detail)"
                        + " SELECT COALESCE(MAX(id), 0) + 1, ?, ?, ?, ?, ?, ? FROM events",
                event.at().toString(),
                event.actor(),
                event.kind(),
                event.subject(),
                event.what(),
                event.detail());
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
