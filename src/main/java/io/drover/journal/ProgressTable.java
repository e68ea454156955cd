package io.drover.journal;

import io.drover.batch.BatchId;
import io.drover.batch.Tally;
import io.drover.database.RowSum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of what is settled and of retries. Statements used for every commit are prepared once. */
final class ProgressTable {
    private final Connection connection;
    private final PartingTable partings;
    private final UnderWayTable underWay;
    private final PreparedStatement update;
    private final PreparedStatement mark;
    private final PreparedStatement attempt;
    private final PreparedStatement forget;

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
        this.attempt = connection.prepareStatement(
                "INSERT INTO attempts (run, batch, retries, row_sum) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (run, batch) DO UPDATE SET retries = excluded.retries, row_sum = excluded.row_sum");
        this.forget = connection.prepareStatement("DELETE FROM attempts WHERE run = ? AND batch = ?");
    }

    void insert(String run) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO progress (run, sent_mark, settled, records, succeeded, failed_by_class, batches, requests,"
                        + " retries, yields, success_length, error_length, row_sum, mark_sum)"
                        + " VALUES (?, 0, '', 0, 0, '', 0, 0, 0, 0, 0, 0, ?, ?)")) {
            insert.setString(1, run);
            insert.setLong(2, sum(Progress.none(run)));
            insert.setLong(3, RowSum.of(run, 0));
            insert.executeUpdate();
        }
    }

    void update(List<Progress> progresses) throws SQLException {
        for (Progress progress : progresses) {
            Tally tally = progress.tally();
            update.setString(1, progress.settled());
            update.setLong(2, tally.records());
            update.setLong(3, tally.succeeded());
            update.setString(4, Tallies.text(tally.failedByClass()));
            update.setLong(5, tally.batches());
            update.setLong(6, tally.requests());
            update.setLong(7, tally.retries());
            update.setLong(8, tally.yields());
            update.setLong(9, progress.successLength());
            update.setLong(10, progress.errorLength());
            update.setLong(11, sum(progress));
            update.setString(12, progress.run());
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("run " + progress.run() + " is not in the journal; begin it first");
            }
        }
    }

    private static long sum(Progress progress) {
        Tally tally = progress.tally();
        return RowSum.of(
                progress.run(),
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
    }

    void markSent(String run, int number) throws SQLException {
        mark.setLong(1, number);
        mark.setLong(2, RowSum.of(run, number));
        mark.setString(3, run);
        mark.setLong(4, number);
        mark.executeUpdate();
    }

    void attempted(BatchId batch, int retries) throws SQLException {
        attempt.setString(1, batch.run());
        attempt.setString(2, batch.name());
        attempt.setLong(3, retries);
        attempt.setLong(4, RowSum.of(batch.run(), batch.name(), retries));
        attempt.executeUpdate();
    }

    void forgetAttempts(List<BatchId> batches) throws SQLException {
        for (BatchId batch : batches) {
            forget.setString(1, batch.run());
            forget.setString(2, batch.name());
            forget.executeUpdate();
        }
    }

    void forgetAttempts(String run) throws SQLException {
        Rows.delete(connection, "attempts", List.of(run));
    }

    void forget(List<String> runs) throws SQLException {
        Rows.delete(connection, "progress", runs);
    }

    Optional<Recovery> recovery(String run) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM progress WHERE run = ?")) {
            select.setString(1, run);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Recovery(
                                progress(row),
                                sentMark(row),
                                retries(run),
                                partings.of(run),
                                partings.sizeLimits(run),
                                underWay.of(run)))
                        : Optional.empty();
            }
        }
    }

    private static int sentMark(ResultSet row) throws SQLException {
        int mark = row.getInt("sent_mark");
        RowSum.checkIn("mark_sum", row, row.getString("run"), mark);
        return mark;
    }

    private static Progress progress(ResultSet row) throws SQLException {
        RowSum.check(
                row,
                row.getString("run"),
                row.getString("settled"),
                row.getLong("records"),
                row.getLong("succeeded"),
                row.getString("failed_by_class"),
                row.getLong("batches"),
                row.getLong("requests"),
                row.getLong("retries"),
                row.getLong("yields"),
                row.getLong("success_length"),
                row.getLong("error_length"));
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
        Map<String, Integer> retries = new HashMap<>();
        try (PreparedStatement select =
                connection.prepareStatement("SELECT batch, retries, row_sum FROM attempts WHERE run = ?")) {
            select.setString(1, run);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    RowSum.check(rows, run, rows.getString("batch"), rows.getInt("retries"));
                    retries.put(rows.getString("batch"), rows.getInt("retries"));
                }
            }
        }
        return retries;
    }
}
