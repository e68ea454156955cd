package io.drover.batch;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why a group is not sent; every one of its records ends in the error file.
 *
 * @param message for records that are not to blame themselves
 * @param violations of those that are, by their 0-based place among the group's records in the source
 */
record Refusal(String message, Map<Integer, List<Violation>> violations) {
    /** The whole group is to blame. */
    static Refusal of(String message) {
        return new Refusal(message, Map.of());
    }

    /** Some of its records break the schema. */
    static Refusal of(List<Violation> violations, List<HeldGroup.Row> ordered) {
        Violation first = violations.get(0);
        return new Refusal(
                "its group is not sent because of record "
                        + ordered.get(first.row()).ordinal() + ": " + first,
                violations.stream()
                        .collect(Collectors.groupingBy(
                                violation -> ordered.get(violation.row()).place())));
    }

    /** @param place 0-based among the group's records in the source */
    Reject reject(int place, long ordinal, long line, byte[] source) {
        List<Violation> own = violations.getOrDefault(place, List.of());
        return own.isEmpty()
                ? new Reject(ordinal, line, source, ErrorClass.SCHEMA, message, List.of())
                : Reject.violating(ordinal, line, source, own);
    }
}
