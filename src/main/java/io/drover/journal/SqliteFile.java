package io.drover.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** The embedded database: the only place that knows that the journal is a SQLite file. */
final class SqliteFile {
    private static final String LIBRARY_FOLDER = "org.sqlite.tmpdir";
    /** Another process may be between unpacking its library and loading it, but not for this long. */
    private static final Duration SURELY_LOADED = Duration.ofMinutes(5);

    private SqliteFile() {}

    static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /** Commits survive a loss of power, and readers don't wait for the writer. */
    static void makeDurable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
        }
    }

    static void setBusyTimeout(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
        }
    }

    /** Whether the disk failed under a write, so that nothing can be said about what it holds. */
    static boolean isDiskFailure(SQLException e) {
        int ioError = 10;
        return (e.getErrorCode() & 0xff) == ioError;
    }

    /**
     * Unpacks the native library below the state folder, where running code is allowed even if it is not in the
     * system's folder for temporary files, and removes those that killed processes left behind.
     */
    static synchronized void prepareLibraryFolder(Path state) throws IOException {
        if (System.getProperty(LIBRARY_FOLDER) != null) {
            return;
        }
        Path folder = Files.createDirectories(state.resolve("native"));
        FileTime old = FileTime.from(Instant.now().minus(SURELY_LOADED));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "sqlite-*")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
                    Files.delete(file);
                }
            }
        }
        System.setProperty(LIBRARY_FOLDER, folder.toString());
    }
}
