package io.drover.journal;

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
                connection.prepareStatement("INSERT INTO bundles (run, lead, place) VALUES (?, ?, ?)")) {
            for (int place = 0; place < runs.size(); place++) {
                insert.setString(1, runs.get(place));
                insert.setString(2, runs.get(0));
                insert.setInt(3, place);
                insert.executeUpdate();
            }
        }
    }

    void forget(List<String> runs) throws SQLException {
        Rows.delete(connection, "bundles", runs);
    }

    /** In their order. */
    List<String> of(String run) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT run FROM bundles WHERE lead =" + " (SELECT lead FROM bundles WHERE run = ?) ORDER BY place")) {
            select.setString(1, run);
            List<String> runs = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    runs.add(rows.getString("run"));
                }
            }
            return runs;
        }
    }
}
