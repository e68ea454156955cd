package io.drover.result;

import io.drover.batch.ErrorClass;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads a result file for what {@link Verification} and {@link ErrorCauses} need of it. */
interface RowScan {
    /**
     * Hands each row to the sink.
     *
     * @return how many rows there are
     */
    long scan(InputStream file, Sink sink) throws IOException;

    /** Takes what stands in one row. */
    interface Sink {
        void row(Row row) throws IOException;
    }

    /**
     * What is read of a row.
     *
     * @param message the beginning of {@code _message}; empty where there is none
     * @param code the beginning of the column {@code status_code} of the parse path map; empty where there is none
     */
    record Row(long ordinal, Optional<ErrorClass> errorClass, String message, String code) {}

    /** The number in a {@code _record} cell; 0, which is no record's, when there is none. */
    static long ordinal(String cell) {
        boolean digits = !cell.isEmpty() && cell.length() < 19 && cell.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.parseLong(cell) : 0;
    }

    /** The class of that name, if there is one. */
    static Optional<ErrorClass> errorClass(String word) {
        for (ErrorClass errorClass : ErrorClass.values()) {
            if (errorClass.word().equals(word)) {
                return Optional.of(errorClass);
            }
        }
        return Optional.empty();
    }
}
