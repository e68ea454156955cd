package io.drover.batch;

import java.util.List;

/** What a transform made of one record of a batch. */
public sealed interface Transformed {
    /**
     * The record is sent as this.
     *
     * @param text a JSON object
     */
    record Json(String text) implements Transformed {}

    /** The record is left out on purpose: not sent, and in no result file. */
    record Filtered() implements Transformed {}

    /**
     * What was made breaks the destination schema; the record goes to the error file.
     *
     * @param violations one at least
     */
    record Refused(List<Violation> violations) implements Transformed {
        public Refused {
            violations = List.copyOf(violations);
        }
    }

    /**
     * The record could not be transformed; it goes to the error file.
     *
     * @param message why, without record content
     */
    record Failed(String message) implements Transformed {}
}
