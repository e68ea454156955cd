package io.drover.journal;

import io.drover.batch.BatchId;
import io.drover.batch.Rest;
import io.drover.database.RowSum;
import io.drover.database.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The tables of what became of batches on their way: rests that went on, sizes that were refused. */
final class PartingTable {
    private final Connection connection;

    PartingTable(Connection connection) {
        this.connection = connection;
    }

    void insert(List<Parting> partings) throws SQLException {
        for (Parting parting : partings) {
            Rows.execute(
                    connection,
                    "INSERT INTO partings (run, batch, rest, retries, row_sum) VALUES (?, ?, ?, ?, ?)",
                    RowSum.with(
                            parting.batch().run(),
                            parting.batch().name(),
                            parting.rest().toString(),
                            parting.retries()));
        }
    }

    /** By the name of the whole batch. */
    Map<String, Parting> of(String run) throws SQLException {
        return Rows.map(
                connection,
                PartingTable::parting,
                "SELECT run, batch, rest, retries, row_sum FROM partings WHERE run = ?",
                run);
    }

    private static Map.Entry<String, Parting> parting(ResultSet row) throws SQLException {
        RowSum.check(row, "run", "batch", "rest", "retries");
        BatchId batch = new BatchId(row.getString("run"), row.getString("batch"));
        return Map.entry(batch.name(), new Parting(batch, Rest.parse(row.getString("rest")), row.getInt("retries")));
    }

    void insert(String run, SizeLimit limit) throws SQLException {
        Rows.execute(
                connection,
                "INSERT INTO size_limits (run, from_batch, bytes, row_sum) VALUES (?, ?, ?, ?)",
                RowSum.with(run, limit.fromBatch(), limit.bytes()));
    }

    List<SizeLimit> sizeLimits(String run) throws SQLException {
        return Rows.select(
                connection,
                PartingTable::sizeLimit,
                "SELECT run, from_batch, bytes, row_sum FROM size_limits WHERE run = ? ORDER BY bytes DESC",
                run);
    }

    private static SizeLimit sizeLimit(ResultSet row) throws SQLException {
        RowSum.check(row, "run", "from_batch", "bytes");
        return new SizeLimit(row.getInt("from_batch"), row.getLong("bytes"));
    }

    void forget(String run) throws SQLException {
        Rows.execute(connection, "DELETE FROM partings WHERE run = ?", run);
        Rows.execute(connection, "DELETE FROM size_limits WHERE run = ?", run);
    }
}
