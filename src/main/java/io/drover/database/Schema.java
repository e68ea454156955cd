package io.drover.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of one file, and the steps that bring those of an older version up to the newest.
 *
 * @param steps step n leads to version n + 1; a step that was released is never changed, a new one is added
 * @param checked tables that are compared with their indexes whenever the file is opened, which reads them whole
 */
public record Schema(List<List<String>> steps, List<String> checked) {
    public Schema {
        steps = List.copyOf(steps);
        checked = List.copyOf(checked);
    }

    /** The version that {@link #migrate} leads to. */
    public int newest() {
        return steps.size();
    }

    /** The version the tables have; 0 when there are none. Changes nothing. */
    public static int version(Connection connection) throws SQLException {
        if (SqliteFile.isEmpty(connection)) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("SELECT version FROM schema_version")) {
            return version.next() ? version.getInt(1) : 0;
        }
    }

    /** {@link #version}, unless a newer Drover wrote the tables. */
    int knownVersion(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > newest()) {
            throw new SQLException("it has version " + version + ", but this Drover knows versions up to " + newest()
                    + "; start the Drover that wrote it, or a newer one");
        }
        if (version < 0) {
            throw new SQLException(
                    "it has version " + version + ", which no Drover wrote: it is damaged. " + RowSum.REMEDY);
        }
        return version;
    }

    /**
     * Compares tables with their indexes: a row that its index misses is a row that nobody finds.
     *
     * @throws SQLException when one is damaged
     */
    void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : checked) {
                try (ResultSet found = statement.executeQuery("PRAGMA integrity_check(" + table + ")")) {
                    String first = found.next() ? found.getString(1) : "nothing";
                    if (!first.equals("ok")) {
                        throw new SQLException("table " + table + " is damaged: " + first + ". " + RowSum.REMEDY);
                    }
                }
            }
        }
    }

    /** Brings the tables to the newest version, in one transaction. */
    public void migrate(Connection connection, int from) throws SQLException {
        if (from == newest()) {
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            if (from == 0) {
                statement.execute("CREATE TABLE schema_version (version BIGINT NOT NULL)");
                statement.execute("INSERT INTO schema_version (version) VALUES (0)");
            }
            for (List<String> step : steps.subList(from, newest())) {
                for (String sql : step) {
                    statement.execute(sql);
                }
            }
            statement.execute("UPDATE schema_version SET version = " + newest());
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
