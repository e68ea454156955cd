package io.drover.result;

import java.util.List;

/**
 * Records that failed for the same reason.
 *
 * @param errorClass the word in {@code _class}
 * @param code the destination's own code; empty where none was found
 * @param message what they have in common; empty for all causes that are too rare to be told
 * @param count of records
 * @param firstRecord the place in the source of the first of them
 * @param samples up to three of their messages, as far as they differ
 */
public record ErrorCause(
        String errorClass,
        String code,
        String message,
        long count,
        long firstRecord,
        long lastRecord,
        List<String> samples) {
    public ErrorCause {
        samples = List.copyOf(samples);
    }
}
