package io.drover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded database does when it can't go on. */
class SqliteFileTest {
    @TempDir
    private Path folder;

    /** As it does by itself when the disk is full at a commit. */
    @Test
    void writesAgainAfterTheDatabaseHasEndedATransactionByItself() throws SQLException {
        try (Connection connection = SqliteFile.connect(folder.resolve("some.db"));
                Statement statement = connection.createStatement()) {
            SqliteFile.makeDurable(connection);
            statement.execute("CREATE TABLE lines (text VARCHAR)");
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
