package io.drover.journal;

import io.drover.database.RowSum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table of runs whose records travel in one batch. */
final class BundleTable {
    private final Connection connection;

    BundleTable(Connection connection) {
        this.connection = connection;
    }

    void insert(List<String> runs) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO bundles (run, lead, place, row_sum) VALUES (?, ?, ?, ?)")) {
            for (int place = 0; place < runs.size(); place++) {
                insert.setString(1, runs.get(place));
                insert.setString(2, runs.get(0));
                insert.setInt(3, place);
                insert.setLong(4, sum(runs, place));
                insert.executeUpdate();
            }
        }
    }

    /** Each row vouches for the number of all, so that none can be missed. */
    private static long sum(List<String> runs, int place) {
        return RowSum.of(runs.get(place), runs.get(0), place, runs.size());
    }

    void forget(List<String> runs) throws SQLException {
        Rows.delete(connection, "bundles", runs);
    }

    /** In their order. */
    List<String> of(String run) throws SQLException {
        List<String> runs = new ArrayList<>();
        try (PreparedStatement select = selectCompany(run);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                runs.add(rows.getString("run"));
            }
        }
        try (PreparedStatement select = selectCompany(run);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                RowSum.check(rows, rows.getString("run"), rows.getString("lead"), rows.getInt("place"), runs.size());
            }
        }
        return runs;
    }

    private PreparedStatement selectCompany(String run) throws SQLException {
        PreparedStatement select = connection.prepareStatement("SELECT run, lead, place, row_sum FROM bundles"
                + " WHERE lead = (SELECT lead FROM bundles WHERE run = ?) ORDER BY place");
        select.setString(1, run);
        return select;
    }
}
