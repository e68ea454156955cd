package io.drover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded database does when it can't go on. */
class SqliteFileTest {
    private static final Schema TABLES = new Schema(List.of(List.of("CREATE TABLE lines (text VARCHAR)")), List.of());

    @TempDir
    private Path folder;

    /** As it does by itself when the disk is full at a commit. */
    @Test
    void writesAgainAfterTheDatabaseHasEndedATransactionByItself() throws SQLException, IOException {
        try (Connection connection = SqliteFile.open(folder.resolve("some.db"), TABLES);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO lines VALUES ('lost')");
            statement.execute("ROLLBACK");
            assertThatThrownBy(connection::commit).isInstanceOfSatisfying(SQLException.class, cause -> {
                SqliteFile.rollBack(connection, cause);
                assertThat(cause.getSuppressed()).isNotEmpty();
            });
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO lines VALUES ('kept')");
            connection.commit();
            connection.setAutoCommit(true);
            try (ResultSet lines = statement.executeQuery("SELECT text FROM lines")) {
                assertThat(lines.next()).isTrue();
                assertThat(lines.getString(1)).isEqualTo("kept");
                assertThat(lines.next()).isFalse();
            }
        }
    }
}
