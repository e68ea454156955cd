package io.drover.journal;

import java.util.Map;

/**
 * What is known of batches that are not settled, by their names.
 *
 * @param jobs that the destination accepted them as
 * @param keys how often they have got a new idempotency key
 */
public record UnderWay(Map<String, Job> jobs, Map<String, Integer> keys) {
    /** Nothing is. */
    public static final UnderWay NOTHING = new UnderWay(Map.of(), Map.of());

    public UnderWay {
        jobs = Map.copyOf(jobs);
        keys = Map.copyOf(keys);
    }
}
