package io.drover.journal;

import io.drover.database.RowSum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of runs. */
final class RunTable {
    private static final String SELECT = "SELECT run, load_name, connection, file, sha256, bytes, snapshot,"
            + " started_at, parent_run, state, ended_at, summary, row_sum FROM runs";

    private final Connection connection;

    RunTable(Connection connection) {
        this.connection = connection;
    }

    void insert(RunStart start, String state) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO runs (run, load_name, connection, file, sha256, bytes, snapshot, started_at, parent_run,"
                        + " state, row_sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, start.run());
            insert.setString(2, start.load());
            insert.setString(3, start.connection());
            insert.setString(4, start.file());
            insert.setString(5, start.sha256());
            insert.setLong(6, start.bytes());
            insert.setString(7, start.snapshot());
            insert.setString(8, start.startedAt().toString());
            insert.setString(9, start.parentRun().orElse(null));
            insert.setString(10, state);
            insert.setLong(11, sum(new RunEntry(start, state, Optional.empty(), Optional.empty())));
            insert.executeUpdate();
        }
    }

    private static long sum(RunEntry entry) {
        RunStart start = entry.start();
        return RowSum.of(
                start.run(),
                start.load(),
                start.connection(),
                start.file(),
                start.sha256(),
                start.bytes(),
                start.snapshot(),
                start.startedAt(),
                start.parentRun().orElse(null),
                entry.state(),
                entry.endedAt().orElse(null),
                entry.summary().orElse(null));
    }

    void state(String run, String state) throws SQLException {
        RunEntry before = goingOn(run);
        update(new RunEntry(before.start(), state, Optional.empty(), before.summary()));
    }

    void reshaped(String run, String snapshot) throws SQLException {
        RunEntry before = goingOn(run);
        update(new RunEntry(before.start().with(snapshot), before.state(), Optional.empty(), before.summary()));
    }

    void finishing(String run, String state, String summary) throws SQLException {
        update(new RunEntry(goingOn(run).start(), state, Optional.empty(), Optional.of(summary)));
    }

    void end(String run, String state, Instant endedAt, Optional<String> summary) throws SQLException {
        update(new RunEntry(goingOn(run).start(), state, Optional.of(endedAt), summary));
    }

    private RunEntry goingOn(String run) throws SQLException {
        return one(run).filter(entry -> entry.endedAt().isEmpty())
                .orElseThrow(() -> new IllegalStateException(
                        "run " + run + " is over or unknown; its state can't change any more"));
    }

    private void update(RunEntry entry) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE runs SET snapshot = ?, state = ?, ended_at = ?, summary = ?, row_sum = ? WHERE run = ?")) {
            update.setString(1, entry.start().snapshot());
            update.setString(2, entry.state());
            update.setString(3, entry.endedAt().map(Instant::toString).orElse(null));
            update.setString(4, entry.summary().orElse(null));
            update.setLong(5, sum(entry));
            update.setString(6, entry.start().run());
            update.executeUpdate();
        }
    }

    Optional<RunEntry> one(String run) throws SQLException {
        return select(" WHERE run = ?", run).stream().findFirst();
    }

    List<RunEntry> all() throws SQLException {
        return select(" ORDER BY run DESC");
    }

    List<RunEntry> page(RunQuery query) throws SQLException {
        StringBuilder condition = new StringBuilder(" WHERE run < ?");
        List<String> values = new ArrayList<>(List.of(query.before()));
        query.load().ifPresent(load -> {
            condition.append(" AND load_name = ?");
            values.add(load);
        });
        query.connection().ifPresent(connectionName -> {
            condition.append(" AND connection = ?");
            values.add(connectionName);
        });
        condition.append(" ORDER BY run DESC LIMIT ").append(query.limit());
        return select(condition.toString(), values.toArray(new String[0]));
    }

    List<RunEntry> unended() throws SQLException {
        return select(" WHERE ended_at IS NULL ORDER BY run");
    }

    /** The oldest of those that ended before then, so many at most; not those that travelled with one that goes on. */
    List<String> endedBefore(Instant before, int most) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT run FROM runs WHERE ended_at < ? AND NOT EXISTS (SELECT 1"
                        + " FROM bundles mine JOIN bundles other ON other.lead = mine.lead JOIN runs company"
                        + " ON company.run = other.run WHERE mine.run = runs.run AND company.ended_at IS NULL)"
                        + " ORDER BY ended_at LIMIT ?")) {
            select.setString(1, before.toString());
            select.setInt(2, most);
            List<String> runs = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.add(rows.getString("run"));
                }
            }
            return runs;
        }
    }

    void forget(List<String> runs) throws SQLException {
        Rows.delete(connection, "runs", runs);
    }

    List<RunEntry> replaysOf(String run) throws SQLException {
        return select(" WHERE parent_run = ? ORDER BY run", run);
    }

    List<RunEntry> ofContent(String load, String sha256) throws SQLException {
        return select(" WHERE load_name = ? AND sha256 = ? ORDER BY run DESC", load, sha256);
    }

    private List<RunEntry> select(String condition, String... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + condition)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            List<RunEntry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(rows));
                }
            }
            return entries;
        }
    }

    private static RunEntry entry(ResultSet row) throws SQLException {
        RowSum.check(
                row,
                row.getString("run"),
                row.getString("load_name"),
                row.getString("connection"),
                row.getString("file"),
                row.getString("sha256"),
                row.getLong("bytes"),
                row.getString("snapshot"),
                row.getString("started_at"),
                row.getString("parent_run"),
                row.getString("state"),
                row.getString("ended_at"),
                row.getString("summary"));
        RunStart start = new RunStart(
                row.getString("run"),
                row.getString("load_name"),
                row.getString("connection"),
                row.getString("file"),
                row.getString("sha256"),
                row.getLong("bytes"),
                row.getString("snapshot"),
                Instant.parse(row.getString("started_at")),
                Optional.ofNullable(row.getString("parent_run")));
        return new RunEntry(
                start,
                row.getString("state"),
                Optional.ofNullable(row.getString("ended_at")).map(Instant::parse),
                Optional.ofNullable(row.getString("summary")));
    }
}
