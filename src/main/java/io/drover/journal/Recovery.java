package io.drover.journal;

import java.util.Map;

/**
 * What a process needs to go on with a run that another one left behind.
 *
 * @param sentMark batches up to this number may have been sent; those above were not
 * @param retries counted retries of batches that may not be settled, by batch name
 */
public record Recovery(Progress progress, int sentMark, Map<String, Integer> retries) {
    public Recovery {
        retries = Map.copyOf(retries);
    }
}
