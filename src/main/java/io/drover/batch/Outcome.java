package io.drover.batch;

import java.util.List;

/** What happened to one record. */
public sealed interface Outcome {
    /** The values found for the connection's parse path map, in its order; an empty string where nothing was found. */
    List<String> parsed();

    /**
     * The destination confirmed the record.
     *
     * @param warnings what it remarked all the same, as one line; empty: nothing
     */
    record Success(List<String> parsed, String warnings) implements Outcome {
        public Success {
            parsed = List.copyOf(parsed);
        }

        /** Without a remark. */
        public Success(List<String> parsed) {
            this(parsed, "");
        }
    }

    /**
     * The record goes to the error file.
     *
     * @param code the destination's own code for the cause; empty where none was found
     * @param hint what the cause means and what to do about it; empty where nothing is known
     */
    record Failure(ErrorClass errorClass, String message, List<String> parsed, String code, String hint)
            implements Outcome {
        public Failure {
            parsed = List.copyOf(parsed);
        }

        /** Without a code and a hint. */
        public Failure(ErrorClass errorClass, String message, List<String> parsed) {
            this(errorClass, message, parsed, "", "");
        }
    }
}
