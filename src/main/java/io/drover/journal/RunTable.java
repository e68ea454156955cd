package io.drover.journal;

import io.drover.database.RowSum;
import io.drover.database.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of runs. */
final class RunTable {
    private static final String[] COLUMNS = {
        "run",
        "load_name",
        "connection",
        "file",
        "sha256",
        "bytes",
        "snapshot",
        "started_at",
        "parent_run",
        "state",
        "ended_at",
        "summary"
    };
    private static final String NAMES = String.join(", ", COLUMNS) + ", row_sum";

    private final Connection connection;

    RunTable(Connection connection) {
        this.connection = connection;
    }

    void insert(RunStart start, String state) throws SQLException {
        Rows.execute(
                connection,
                "INSERT INTO runs (" + NAMES + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                RowSum.with(values(new RunEntry(start, state, Optional.empty(), Optional.empty()))));
    }

    /** In the order of the columns. */
    private static @Nullable Object[] values(RunEntry entry) {
        RunStart start = entry.start();
        return new @Nullable Object[] {
            start.run(),
            start.load(),
            start.connection(),
            start.file(),
            start.sha256(),
            start.bytes(),
            start.snapshot(),
            start.startedAt().toString(),
            start.parentRun().orElse(null),
            entry.state(),
            entry.endedAt().map(Instant::toString).orElse(null),
            entry.summary().orElse(null)
        };
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
        Rows.execute(
                connection,
                "UPDATE runs SET snapshot = ?, state = ?, ended_at = ?, summary = ?, row_sum = ? WHERE run = ?",
                entry.start().snapshot(),
                entry.state(),
                entry.endedAt().map(Instant::toString).orElse(null),
                entry.summary().orElse(null),
                RowSum.of(values(entry)),
                entry.start().run());
    }

    Optional<RunEntry> one(String run) throws SQLException {
        return select(" WHERE run = ?", run).stream().findFirst();
    }

    List<RunEntry> all() throws SQLException {
        return select(" ORDER BY run DESC");
    }

    List<RunEntry> page(RunQuery query) throws SQLException {
        StringBuilder condition = new StringBuilder(" WHERE run < ?");
        List<Object> values = new ArrayList<>(List.of(query.before()));
        query.load().ifPresent(load -> {
            condition.append(" AND load_name = ?");
            values.add(load);
        });
        query.connection().ifPresent(connectionName -> {
            condition.append(" AND connection = ?");
            values.add(connectionName);
        });
        condition.append(" ORDER BY run DESC LIMIT ").append(query.limit());
        return select(condition.toString(), values.toArray());
    }

    List<RunEntry> unended() throws SQLException {
        return select(" WHERE ended_at IS NULL ORDER BY run");
    }

    /** The oldest of those that ended before then, so many at most; not those that travelled with one that goes on. */
    List<String> endedBefore(Instant before, int most) throws SQLException {
        return Rows.select(
                connection,
                row -> row.getString("run"),
                "SELECT run FROM runs WHERE ended_at < ? AND NOT EXISTS (SELECT 1"
                        + " FROM bundles mine JOIN bundles other ON other.lead = mine.lead JOIN runs company"
                        + " ON company.run = other.run WHERE mine.run = runs.run AND company.ended_at IS NULL)"
                        + " ORDER BY ended_at LIMIT ?",
                before.toString(),
                most);
    }

    void forget(String run) throws SQLException {
        Rows.execute(connection, "DELETE FROM runs WHERE run = ?", run);
    }

    List<RunEntry> replaysOf(String run) throws SQLException {
        return select(" WHERE parent_run = ? ORDER BY run", run);
    }

    List<RunEntry> ofContent(String load, String sha256) throws SQLException {
        return select(" WHERE load_name = ? AND sha256 = ? ORDER BY run DESC", load, sha256);
    }

    private List<RunEntry> select(String condition, Object... values) throws SQLException {
        return Rows.select(connection, RunTable::entry, "SELECT " + NAMES + " FROM runs" + condition, values);
    }

    private static RunEntry entry(ResultSet row) throws SQLException {
        RowSum.check(row, COLUMNS);
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
