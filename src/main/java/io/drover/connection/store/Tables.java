package io.drover.connection.store;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.database.RowSum;
import io.drover.database.Rows;
import java.io.IOException;
import java.sql.Connection;
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
        Optional<String> document = Rows.first(
                        connection,
                        Tables::document,
                        "SELECT kind, name, document, row_sum FROM documents WHERE kind = ? AND name = ?",
                        kind.word(),
                        name)
                .map(Map.Entry::getValue);
        return document.isPresent() ? Optional.of(parse(document.get())) : Optional.empty();
    }

    Map<String, ObjectNode> documents(Kind kind) throws SQLException, IOException {
        Map<String, String> found = Rows.map(
                connection,
                Tables::document,
                "SELECT kind, name, document, row_sum FROM documents WHERE kind = ? ORDER BY name",
                kind.word());
        Map<String, ObjectNode> documents = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : found.entrySet()) {
            documents.put(each.getKey(), parse(each.getValue()));
        }
        return documents;
    }

    private static Map.Entry<String, String> document(ResultSet row) throws SQLException {
        RowSum.check(row, "kind", "name", "document");
        return Map.entry(row.getString("name"), row.getString("document"));
    }

    private static ObjectNode parse(String document) throws IOException {
        return JSON.readValue(document, ObjectNode.class);
    }

    List<SealedSecret> secrets() throws SQLException {
        return Rows.select(
                connection,
                Tables::secret,
                "SELECT owner, field, sealed, changed_at FROM secrets ORDER BY owner, field");
    }

    private static SealedSecret secret(ResultSet row) throws SQLException {
        return new SealedSecret(
                row.getString("owner"),
                row.getString("field"),
                row.getString("sealed"),
                Instant.parse(row.getString("changed_at")));
    }

    List<Event> events(EventQuery query) throws SQLException {
        List<Object> values = new ArrayList<>(List.of(query.before()));
        query.subject().ifPresent(subject -> values.addAll(List.of(subject.kind(), subject.name())));
        return Rows.select(
                connection,
                Tables::event,
                "SELECT id, at, actor, kind, subject, what, detail FROM events WHERE id < ?"
                        + (query.subject().isPresent() ? " AND kind = ? AND subject = ?" : "")
                        + " ORDER BY id DESC LIMIT " + query.limit(),
                values.toArray());
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("id"),
                Instant.parse(row.getString("at")),
                row.getString("actor"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("what"),
                row.getString("detail"));
    }

    void apply(Change part) throws SQLException {
        if (part instanceof Change.Put put) {
            Rows.execute(
                    connection,
                    "INSERT INTO documents (kind, name, document, row_sum) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (kind, name) DO UPDATE SET document = excluded.document,"
                            + " row_sum = excluded.row_sum",
                    RowSum.with(put.kind().word(), put.name(), put.document().toString()));
        } else if (part instanceof Change.Remove remove) {
            Rows.execute(
                    connection,
                    "DELETE FROM documents WHERE kind = ? AND name = ?",
                    remove.kind().word(),
                    remove.name());
        } else if (part instanceof Change.PutSecret put) {
            Rows.execute(
                    connection,
                    "INSERT INTO secrets (owner, field, sealed, changed_at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (owner, field) DO UPDATE SET sealed = excluded.sealed,"
                            + " changed_at = excluded.changed_at",
                    put.owner(),
                    put.field(),
                    put.sealed(),
                    put.at().toString());
        } else if (part instanceof Change.RemoveSecret remove) {
            Rows.execute(
                    connection, "DELETE FROM secrets WHERE owner = ? AND field = ?", remove.owner(), remove.field());
        } else if (part instanceof Change.Note note) {
            insert(note.event());
        }
    }

    void forget(Instant before) throws SQLException {
        Rows.execute(connection, "DELETE FROM events WHERE at < ?", before.toString());
    }

    private void insert(Event event) throws SQLException {
        Rows.execute(
                connection,
                "INSERT INTO events (id, at, actor, kind, subject, what, detail)"
                        + " SELECT COALESCE(MAX(id), 0) + 1, ?, ?, ?, ?, ?, ? FROM events",
                event.at().toString(),
                event.actor(),
                event.kind(),
                event.subject(),
                event.what(),
                event.detail());
    }
}
