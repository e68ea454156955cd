package io.drover.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What loading a file would send.
 *
 * @param transformed whether the user's transform-record was applied
 * @param records of the file
 * @param groups JSON objects that would be sent; without Group By one for each record that is
 * @param filtered records that the user's transform-record leaves out
 * @param refused records that can't be sent
 * @param batches requests, if none has to be repeated
 * @param bytes of all request bodies
 * @param largest request body in bytes
 * @param refusals why records can't be sent, the most frequent rule first
 * @param duplicates empty where no key is known
 * @param first the first request; empty where nothing would be sent
 * @param time how long it would take
 */
public record Plan(
        boolean transformed,
        long records,
        long groups,
        long filtered,
        long refused,
        long batches,
        long bytes,
        long largest,
        List<Refusal> refusals,
        Optional<Duplicates> duplicates,
        Optional<FirstRequest> first,
        Estimate time) {
    public Plan {
        refusals = List.copyOf(refusals);
    }

    /** Whether every record would be sent or is left out on purpose. */
    public boolean isClean() {
        return refused == 0;
    }

    /**
     * Records that break the same rule.
     *
     * @param errorClass the word of the result files
     * @param rule the message without what differs from record to record
     */
    public record Refusal(String errorClass, String rule, long records, List<Sample> samples) {
        public Refusal {
            samples = List.copyOf(samples);
        }
    }

    /**
     * One record, for example.
     *
     * @param record its 1-based position in the file
     * @param message what is wrong with it, in full; for a duplicate its key as JSON
     */
    public record Sample(long record, long line, String message) {}

    /**
     * How often the value of one field stands there again.
     *
     * @param key the field
     * @param repeats objects whose key stood there before
     * @param missing objects without a value for the key
     * @param exact false: there are more keys than are remembered, and there may be more repeats
     */
    public record Duplicates(
            String key, long distinct, long repeats, long missing, boolean exact, List<Sample> samples) {
        public Duplicates {
            samples = List.copyOf(samples);
        }
    }

    /**
     * The time the requests take.
     *
     * @param byRate what the configured rate makes of it; zero without one
     * @param byAnswers what the concurrency makes of it, with answers that take {@code answer} each
     */
    public record Estimate(Duration byRate, Duration byAnswers, Duration answer) {
        /** The longer of both. */
        public Duration total() {
            return byRate.compareTo(byAnswers) >= 0 ? byRate : byAnswers;
        }
    }
}
