package io.drover.batch;

import java.util.List;

/** What happened to one record. */
public sealed interface Outcome {
    /** The values found for the connection's parse path map, in its order; an empty string where nothing was found. */
    List<String> parsed();

    /** The destination confirmed the record. */
    record Success(List<String> parsed) implements Outcome {
        public Success {
            parsed = List.copyOf(parsed);
        }
    }

    /** The record goes to the error file. */
    record Failure(ErrorClass errorClass, String message, List<String> parsed) implements Outcome {
        public Failure {
            parsed = List.copyOf(parsed);
        }
    }
}
