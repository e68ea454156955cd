package io.drover.database;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a row says once more in short. SQLite notices damage to the structure of its pages, but takes a value with a
 * flipped bit for a value; with a sum beside it, such a row is told instead of believed.
 */
public final class RowSum {
    /** The column, in tables that have it. Rows of versions that had none have no value in it. */
    public static final String COLUMN = "row_sum";

    static final String REMEDY = "Put a copy of the state folder in its place, taken while Drover was stopped";

    private RowSum() {}

    /** CRC-32C over the values as text, an end mark after each. */
    public static long of(@Nullable Object... values) {
        CRC32C sum = new CRC32C();
        for (Object value : values) {
            sum.update(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
            sum.update(0);
        }
        return sum.getValue();
    }

    /** These values, and their sum after them. */
    public static @Nullable Object[] with(@Nullable Object... values) {
        @Nullable Object[] row = Arrays.copyOf(values, values.length + 1);
        row[values.length] = of(values);
        return row;
    }

    /**
     * Compares {@value #COLUMN} of a row with the other columns.
     *
     * @param columns in the order in which their values were summed
     * @throws SQLException when they do not hold what was written
     */
    public static void check(ResultSet row, String... columns) throws SQLException {
        checkIn(COLUMN, row, columns);
    }

    /** Compares a sum in another column. */
    public static void checkIn(String sum, ResultSet row, String... columns) throws SQLException {
        @Nullable Object[] values = new Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = row.getString(columns[i]);
        }
        long written = row.getLong(sum);
        if (!row.wasNull() && written != of(values)) {
            throw new SQLDataException(
                    "a row is damaged: its values do not have the sum they were written with. " + REMEDY);
        }
    }
}
