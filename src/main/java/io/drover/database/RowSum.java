package io.drover.database;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
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

    /**
     * Compares {@value #COLUMN} of a row with the values that were read from it.
     *
     * @throws SQLException when they are not the values that were written
     */
    public static void check(ResultSet row, @Nullable Object... values) throws SQLException {
        checkIn(COLUMN, row, values);
    }

    /** Compares a sum in another column. */
    public static void checkIn(String column, ResultSet row, @Nullable Object... values) throws SQLException {
        long written = row.getLong(column);
        if (!row.wasNull() && written != of(values)) {
            throw new SQLDataException(
                    "a row is damaged: its values do not have the sum they were written with. " + REMEDY);
        }
    }
}
