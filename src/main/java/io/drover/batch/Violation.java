package io.drover.batch;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One rule of a destination schema that a record breaks.
 *
 * @param row 0-based index in its group of the record that breaks it
 * @param column the source column, or the field where no column is concerned
 * @param rule what is asked for, e.g. {@code must be an integer}
 * @param value what stands there, shortened; empty for nothing. It is record content: for the error file, never for logs
 */
public record Violation(int row, String column, String rule, String value) {
    /** The violations of one record as its message in the error file. */
    public static String message(List<Violation> violations) {
        return violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return "'" + column + "' " + rule + (value.isEmpty() ? ", but is empty" : ", but was '" + value + "'");
    }
}
