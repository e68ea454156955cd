package io.drover.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitsTest {
    private static final int FULL = 2;
    private static final Schema SCHEMA = new Schema(List.of(List.of("CREATE TABLE a (b BIGINT)")), List.of());

    @TempDir
    Path folder;

    @Test
    void eachCommitIsForcedToTheDisk() throws SQLException, IOException {
        try (Connection connection = SqliteFile.open(folder.resolve("a.db"), SCHEMA)) {
            assertThat(pragma(connection, "synchronous")).isEqualTo(Integer.toString(FULL));
            assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
        }
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
