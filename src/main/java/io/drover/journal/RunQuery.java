package io.drover.journal;

import java.util.Optional;

/**
 * Which runs to list, the newest first.
 *
 * @param before only runs with a smaller id, for the next page
 * @param limit at most so many
 */
public record RunQuery(Optional<String> load, Optional<String> connection, String before, int limit) {
    /** Greater than every id. */
    public static final String FROM_THE_NEWEST = "~";
}
