package io.drover.journal;

import io.drover.batch.BatchId;
import io.drover.batch.Rest;
import io.drover.database.RowSum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables of what became of batches on their way: rests that went on, sizes that were refused. */
final class PartingTable {
    private final Connection connection;

    PartingTable(Connection connection) {
        this.connection = connection;
    }

    void insert(List<Parting> partings) throws SQLException {
        if (partings.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO partings (run, batch, rest, retries, row_sum) VALUES (?, ?, ?, ?, ?)")) {
            for (Parting parting : partings) {
                insert.setString(1, parting.batch().run());
                insert.setString(2, parting.batch().name());
                insert.setString(3, parting.rest().toString());
                insert.setLong(4, parting.retries());
                insert.setLong(
                        5,
                        RowSum.of(
                                parting.batch().run(),
                                parting.batch().name(),
                                parting.rest().toString(),
                                parting.retries()));
                insert.executeUpdate();
            }
        }
    }

    Map<String, Parting> of(String run) throws SQLException {
        Map<String, Parting> partings = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT batch, rest, retries, row_sum FROM partings WHERE run = ?")) {
            select.setString(1, run);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    RowSum.check(rows, run, rows.getString("batch"), rows.getString("rest"), rows.getInt("retries"));
                    BatchId batch = new BatchId(run, rows.getString("batch"));
                    partings.put(
                            batch.name(),
                            new Parting(batch, Rest.parse(rows.getString("rest")), rows.getInt("retries")));
                }
            }
        }
        return partings;
    }

    void insert(String run, SizeLimit limit) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO size_limits (run, from_batch, bytes, row_sum) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, run);
            insert.setLong(2, limit.fromBatch());
            insert.setLong(3, limit.bytes());
            insert.setLong(4, RowSum.of(run, limit.fromBatch(), limit.bytes()));
            insert.executeUpdate();
        }
    }

    List<SizeLimit> sizeLimits(String run) throws SQLException {
        List<SizeLimit> limits = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT from_batch, bytes, row_sum FROM size_limits WHERE run = ? ORDER BY bytes DESC")) {
            select.setString(1, run);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    SizeLimit limit = new SizeLimit(rows.getInt("from_batch"), rows.getLong("bytes"));
                    RowSum.check(rows, run, limit.fromBatch(), limit.bytes());
                    limits.add(limit);
                }
            }
        }
        return limits;
    }

    void forget(String run) throws SQLException {
        for (String table : List.of("partings", "size_limits")) {
            Rows.delete(connection, table, List.of(run));
        }
    }
}
