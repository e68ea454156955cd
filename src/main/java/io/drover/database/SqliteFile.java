package io.drover.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/** The embedded database: the only place that knows that state is kept in SQLite files. */
public final class SqliteFile {
    private static final String LIBRARY_FOLDER = "org.sqlite.lib.path";

    private SqliteFile() {}

    /**
     * Opens a file of the state folder, and makes it if there is none; its tables are of the schema's newest version
     * then.
     *
     * @throws SQLException also when a newer Drover wrote the file, which leaves it untouched, and when it is damaged
     * @throws IOException if the folder can't be made, or the database's library can't be put there
     */
    public static Connection open(Path file, Schema schema) throws SQLException, IOException {
        Path state = file.toAbsolutePath().resolveSibling("");
        Files.createDirectories(state);
        prepareLibrary(state);
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try {
            setBusyTimeout(connection);
            int version = schema.knownVersion(connection);
            makeDurable(connection);
            schema.migrate(connection, version);
            schema.check(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Commits survive a loss of power, and readers don't wait for the writer. */
    private static void makeDurable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
        }
    }

    private static void setBusyTimeout(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
        }
    }

    static boolean isEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
            return tables.next() && tables.getInt(1) == 0;
        }
    }

    /**
     * Takes a transaction back that failed, so that the next one begins afresh. A full disk may have made the database
     * end it by itself, which the driver does not notice: then both steps complain, and are done all the same.
     */
    public static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Whether the disk failed under a write, so that nothing can be said about what it holds. */
    public static boolean isDiskFailure(SQLException e) {
        int ioError = 10;
        return (e.getErrorCode() & 0xff) == ioError;
    }

    /**
     * Unpacks the native library below the state folder, once for each version. The driver would do it at every start,
     * which is slow, leaves a copy behind at every kill, and fails where code in the system's folder for temporary
     * files must not run.
     */
    private static synchronized void prepareLibrary(Path state) throws IOException {
        String resources = LibraryLoaderUtil.getNativeLibResourcePath();
        String name = LibraryLoaderUtil.getNativeLibName();
        if (System.getProperty(LIBRARY_FOLDER) != null) {
            return;
        }
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(resources + "/" + name)) {
            if (library != null) {
                Path folder = state.toAbsolutePath().resolve("native/" + SQLiteJDBCLoader.getVersion() + resources);
                unpack(library, Files.createDirectories(folder), name);
                System.setProperty(LIBRARY_FOLDER, folder.toString());
            }
        }
    }

    private static void unpack(InputStream library, Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Path part = Files.createTempFile(folder, name, ".part");
            Files.copy(library, part, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
