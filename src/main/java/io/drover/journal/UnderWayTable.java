package io.drover.journal;

import io.drover.batch.BatchId;
import io.drover.database.RowSum;
import io.drover.database.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The tables of batches that a destination works on, and of those that have got a new key. */
final class UnderWayTable {
    private final Connection connection;

    UnderWayTable(Connection connection) {
        this.connection = connection;
    }

    void accepted(BatchId batch, Job job) throws SQLException {
        Rows.execute(
                connection,
                "INSERT INTO jobs (run, batch, name, target, accepted_at, row_sum) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (run, batch) DO UPDATE SET name = excluded.name, target = excluded.target,"
                        + " accepted_at = excluded.accepted_at, row_sum = excluded.row_sum",
                RowSum.with(
                        batch.run(),
                        batch.name(),
                        job.name(),
                        job.target(),
                        job.acceptedAt().toString()));
    }

    void keyRenewed(BatchId batch, int times) throws SQLException {
        Rows.execute(
                connection,
                "INSERT INTO renewed_keys (run, batch, times, row_sum) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (run, batch) DO UPDATE SET times = excluded.times, row_sum = excluded.row_sum",
                RowSum.with(batch.run(), batch.name(), times));
    }

    UnderWay of(String run) throws SQLException {
        return new UnderWay(
                Rows.map(
                        connection,
                        UnderWayTable::job,
                        "SELECT run, batch, name, target, accepted_at, row_sum FROM jobs WHERE run = ?",
                        run),
                Rows.map(
                        connection,
                        UnderWayTable::key,
                        "SELECT run, batch, times, row_sum FROM renewed_keys WHERE run = ?",
                        run));
    }

    private static Map.Entry<String, Job> job(ResultSet row) throws SQLException {
        RowSum.check(row, "run", "batch", "name", "target", "accepted_at");
        Job job = new Job(row.getString("name"), row.getString("target"), Instant.parse(row.getString("accepted_at")));
        return Map.entry(row.getString("batch"), job);
    }

    private static Map.Entry<String, Integer> key(ResultSet row) throws SQLException {
        RowSum.check(row, "run", "batch", "times");
        return Map.entry(row.getString("batch"), row.getInt("times"));
    }

    void forget(List<BatchId> batches) throws SQLException {
        for (BatchId batch : batches) {
            Rows.execute(connection, "DELETE FROM jobs WHERE run = ? AND batch = ?", batch.run(), batch.name());
            Rows.execute(connection, "DELETE FROM renewed_keys WHERE run = ? AND batch = ?", batch.run(), batch.name());
        }
    }

    void forget(String run) throws SQLException {
        Rows.execute(connection, "DELETE FROM jobs WHERE run = ?", run);
        Rows.execute(connection, "DELETE FROM renewed_keys WHERE run = ?", run);
    }
}
