package io.drover.batch;

import java.util.List;

/**
 * What outcomes hold beyond success or error, and so which columns result files have for it.
 *
 * @param parsed the names of the parse path map, in its order
 * @param warnings whether accepted records may have warnings: {@code _warnings} in the success file
 * @param hints whether failures may have a hint: {@code _hint} in the error file
 */
public record OutcomeColumns(List<String> parsed, boolean warnings, boolean hints) {
    public OutcomeColumns {
        parsed = List.copyOf(parsed);
    }

    /** Parsed values alone. */
    public static OutcomeColumns of(List<String> parsed) {
        return new OutcomeColumns(parsed, false, false);
    }
}
