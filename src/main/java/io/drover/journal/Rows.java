package io.drover.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Rows that belong to runs. */
final class Rows {
    private Rows() {}

    /** Deletes those of these runs. */
    static void delete(Connection connection, String table, List<String> runs) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table + " WHERE run = ?")) {
            for (String run : runs) {
                delete.setString(1, run);
                delete.executeUpdate();
            }
        }
    }
}
