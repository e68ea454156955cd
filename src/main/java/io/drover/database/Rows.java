package io.drover.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements with values for their question marks, and the rows they find. */
public final class Rows {
    private Rows() {}

    /** What is read from each row found, in their order. */
    public static <T> List<T> select(Connection connection, Reader<T> reader, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            fill(select, values);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        }
    }

    /** What is read from the first row found. */
    public static <T> Optional<T> first(Connection connection, Reader<T> reader, String sql, @Nullable Object... values)
            throws SQLException {
        return select(connection, reader, sql, values).stream().findFirst();
    }

    /** The keys and values that are read from the rows found, in their order. */
    public static <K, V> Map<K, V> map(
            Connection connection, Reader<Map.Entry<K, V>> reader, String sql, @Nullable Object... values)
            throws SQLException {
        Map<K, V> found = new LinkedHashMap<>();
        for (Map.Entry<K, V> each : select(connection, reader, sql, values)) {
            found.put(each.getKey(), each.getValue());
        }
        return found;
    }

    /** Changes rows, and tells how many. */
    public static int execute(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return execute(statement, values);
        }
    }

    /** Changes rows by a statement that is prepared once, and tells how many. */
    public static int execute(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        fill(statement, values);
        return statement.executeUpdate();
    }

    private static void fill(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** Makes something of the row that is looked at. */
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
