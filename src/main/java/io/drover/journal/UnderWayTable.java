package io.drover.journal;

import io.drover.batch.BatchId;
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
                "INSERT INTO jobs (run, batch, name, target, accepted_at) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (run, batch) DO UPDATE SET name = excluded.name, target = excluded.target,"
                        + " accepted_at = excluded.accepted_at")) {
            insert.setString(1, batch.run());
            insert.setString(2, batch.name());
            insert.setString(3, job.name());
            insert.setString(4, job.target());
            insert.setString(5, job.acceptedAt().toString());
            insert.executeUpdate();
        }
    }

    void keyRenewed(BatchId batch, int times) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO renewed_keys (run, batch, times) VALUES (?, ?, ?)"
                        + " ON CONFLICT (run, batch) DO UPDATE SET times = excluded.times")) {
            insert.setString(1, batch.run());
            insert.setString(2, batch.name());
            insert.setLong(3, times);
            insert.executeUpdate();
        }
    }

    UnderWay of(String run) throws SQLException {
        Map<String, Job> jobs = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT batch, name, target, accepted_at FROM jobs WHERE run = ?")) {
            select.setString(1, run);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    jobs.put(
                            rows.getString("batch"),
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
                connection.prepareStatement("SELECT batch, times FROM renewed_keys WHERE run = ?")) {
            select.setString(1, run);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
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
