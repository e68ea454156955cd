package io.drover.journal;

import io.drover.database.RowSum;
import io.drover.database.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The table of runs whose records travel in one batch. Each row vouches for the number of all, so that none is missed. */
final class BundleTable {
    private final Connection connection;

    BundleTable(Connection connection) {
        this.connection = connection;
    }

    void insert(List<String> runs) throws SQLException {
        String lead = runs.get(0);
        for (int place = 0; place < runs.size(); place++) {
            String run = runs.get(place);
            Rows.execute(
                    connection,
                    "INSERT INTO bundles (run, lead, place, row_sum) VALUES (?, ?, ?, ?)",
                    run,
                    lead,
                    place,
                    RowSum.of(run, lead, place, runs.size()));
        }
    }

    void forget(String run) throws SQLException {
        Rows.execute(connection, "DELETE FROM bundles WHERE run = ?", run);
    }

    /** In their order. */
    List<String> of(String run) throws SQLException {
        return Rows.select(
                connection,
                BundleTable::run,
                "SELECT run, lead, place, count(*) OVER () AS members, row_sum FROM bundles"
                        + " WHERE lead = (SELECT lead FROM bundles WHERE run = ?) ORDER BY place",
                run);
    }

    private static String run(ResultSet row) throws SQLException {
        RowSum.check(row, "run", "lead", "place", "members");
        return row.getString("run");
    }
}
