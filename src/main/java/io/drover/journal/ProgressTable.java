package io.drover.journal;

import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.database.RowSum;
import io.drover.database.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tables of what is settled and of retries. Statements used for every commit are prepared once. */
final class ProgressTable {
    private final Connection connection;
    private final PartingTable partings;
    private final UnderWayTable underWay;
    private final PreparedStatement update;
    private final PreparedStatement mark;

    ProgressTable(Connection connection, PartingTable partings, UnderWayTable underWay) throws SQLException {
        this.underWay = underWay;
        this.partings = partings;
        this.connection = connection;
        this.update = connection.prepareStatement(
                "UPDATE progress SET settled = ?, records = ?, succeeded = ?, failed_by_class = ?, batches = ?,"
                        + " requests = ?, retries = ?, yields = ?, success_length = ?, error_length = ?, row_sum = ?"
                        + " WHERE run = ?");
        this.mark = connection.prepareStatement(
                "UPDATE progress SET sent_mark = ?, mark_sum = ? WHERE run = ? AND sent_mark < ?");
    }

    void insert(String run) throws SQLException {
        Rows.execute(
                connection,
                "INSERT INTO progress (run, sent_mark, mark_sum, settled, records, succeeded, failed_by_class, batches,"
                        + " requests, retries, yields, success_length, error_length, row_sum)"
                        + " VALUES (?, 0, ?, '', 0, 0, '', 0, 0, 0, 0, 0, 0, ?)",
                run,
                RowSum.of(run, 0),
                RowSum.of(run, "", 0, 0, "", 0, 0, 0, 0, 0, 0));
    }

    void update(List<Progress> progresses) throws SQLException {
        for (Progress progress : progresses) {
            if (update(progress) != 1) {
                throw new IllegalStateException("run " + progress.run() + " is not in the journal; begin it first");
            }
        }
    }

    private int update(Progress progress) throws SQLException {
        String run = progress.run();
        Tally tally = progress.tally();
        List<Object> values = List.of(
                progress.settled(),
                tally.records(),
                tally.succeeded(),
                Tallies.text(tally.failedByClass()),
                tally.batches(),
                tally.requests(),
                tally.retries(),
                tally.yields(),
                progress.successLength(),
                progress.errorLength());
        long sum = RowSum.of(Stream.concat(Stream.of(run), values.stream()).toArray());
        return Rows.execute(
                update, Stream.concat(values.stream(), Stream.of(sum, run)).toArray());
    }

    void markSent(String run, int number) throws SQLException {
        Rows.execute(mark, number, RowSum.of(run, number), run, number);
    }

    void attempted(BatchId batch, int retries) throws SQLException {
        Rows.execute(
                connection,
                "INSERT INTO attempts (run, batch, retries, row_sum) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (run, batch) DO UPDATE SET retries = excluded.retries, row_sum = excluded.row_sum",
                RowSum.with(batch.run(), batch.name(), retries));
    }

    void forgetAttempts(List<BatchId> batches) throws SQLException {
        for (BatchId batch : batches) {
            Rows.execute(connection, "DELETE FROM attempts WHERE run = ? AND batch = ?", batch.run(), batch.name());
        }
    }

    void forgetAttempts(String run) throws SQLException {
        Rows.execute(connection, "DELETE FROM attempts WHERE run = ?", run);
    }

    void forget(String run) throws SQLException {
        Rows.execute(connection, "DELETE FROM progress WHERE run = ?", run);
    }

    Optional<Recovery> recovery(String run) throws SQLException {
        return Rows.first(connection, this::recovery, "SELECT * FROM progress WHERE run = ?", run);
    }

    private Recovery recovery(ResultSet row) throws SQLException {
        String run = row.getString("run");
        RowSum.checkIn("mark_sum", row, "run", "sent_mark");
        return new Recovery(
                progress(row),
                row.getInt("sent_mark"),
                retries(run),
                partings.of(run),
                partings.sizeLimits(run),
                underWay.of(run));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        RowSum.check(
                row,
                "run",
                "settled",
                "records",
                "succeeded",
                "failed_by_class",
                "batches",
                "requests",
                "retries",
                "yields",
                "success_length",
                "error_length");
        Tally tally = new Tally(
                row.getLong("records"),
                row.getLong("succeeded"),
                Tallies.parse(row.getString("failed_by_class")),
                row.getLong("batches"),
                row.getLong("requests"),
                row.getLong("retries"),
                row.getLong("yields"));
        return new Progress(
                row.getString("run"),
                row.getString("settled"),
                tally,
                row.getLong("success_length"),
                row.getLong("error_length"));
    }

    private Map<String, Integer> retries(String run) throws SQLException {
        return Rows.map(
                connection,
                ProgressTable::retries,
                "SELECT run, batch, retries, row_sum FROM attempts WHERE run = ?",
                run);
    }

    private static Map.Entry<String, Integer> retries(ResultSet row) throws SQLException {
        RowSum.check(row, "run", "batch", "retries");
        return Map.entry(row.getString("batch"), row.getInt("retries"));
    }
}
