package io.drover.journal;

import io.drover.batch.BatchId;
import io.drover.database.RowSum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of batches that a destination works on, and of those that have got a new key. */
final class UnderWayTable {
    private final Connection connection;

    UnderWayTable(Connection connection) {
        this.connection = connection;
    }

    void accepted(BatchId batch, Job job) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO jobs (run, batch, name, target, accepted_at, row_sum) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (run, batch) DO UPDATE SET name = excluded.name, target = excluded.target,"
                        + " accepted_at = excluded.accepted_at, row_sum = excluded.row_sum")) {
            insert.setString(1, batch.run());
            insert.setString(2, batch.name());
            insert.setString(3, job.name());
            insert.setString(4, job.target());
            insert.setString(5, job.acceptedAt().toString());
            insert.setLong(6, RowSum.of(batch.run(), batch.name(), job.name(), job.target(), job.acceptedAt()));
            insert.executeUpdate();
        }
    }

    void keyRenewed(BatchId batch, int times) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO renewed_keys (run, batch, times, row_sum) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (run, batch) DO UPDATE SET times = excluded.times,"
                        + " row_sum = excluded.row_sum")) {
            insert.setString(1, batch.run());
            insert.setString(2, batch.name());
            insert.setLong(3, times);
            insert.setLong(4, RowSum.of(batch.run(), batch.name(), times));
            insert.executeUpdate();
        }
    }

    UnderWay of(String run) throws SQLException {
        Map<String, Job> jobs = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT batch, name, target, accepted_at, row_sum FROM jobs WHERE run = ?")) {
            select.setString(1, run);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String batch = rows.getString("batch");
                    RowSum.check(
                            rows,
                            run,
                            batch,
                            rows.getString("name"),
                            rows.getString("target"),
                            rows.getString("accepted_at"));
                    jobs.put(
                            batch,
                            new Job(
                                    rows.getString("name"),
                                    rows.getString("target"),
                                    Instant.parse(rows.getString("accepted_at"))));
                }
            }
        }
        return new UnderWay(jobs, keys(run));
    }

    private Map<String, Integer> keys(String run) throws SQLException {
        Map<String, Integer> keys = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT batch, times, row_sum FROM renewed_keys WHERE run = ?")) {
            select.setString(1, run);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    RowSum.check(rows, run, rows.getString("batch"), rows.getInt("times"));
                    keys.put(rows.getString("batch"), rows.getInt("times"));
                }
            }
        }
        return keys;
    }

    void forget(List<BatchId> batches) throws SQLException {
        for (String table : batches.isEmpty() ? List.<String>of() : List.of("jobs", "renewed_keys")) {
            try (PreparedStatement delete =
                    connection.prepareStatement("DELETE FROM " + table + " WHERE run = ? AND batch = ?")) {
                for (BatchId batch : batches) {
                    delete.setString(1, batch.run());
                    delete.setString(2, batch.name());
                    delete.executeUpdate();
                }
            }
        }
    }

    void forget(String run) throws SQLException {
        for (String table : List.of("jobs", "renewed_keys")) {
            Rows.delete(connection, table, List.of(run));
        }
    }
}
