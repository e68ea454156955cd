package io.drover.journal;

import java.util.List;
import java.util.Map;

/**
 * What a process needs to go on with a run that another one left behind.
 *
 * @param sentMark batches up to this number may have been sent; those above were not
 * @param retries counted retries of batches that may not be settled, by batch name
 * @param partings by the name of the whole batch
 * @param sizeLimits in the order they were learnt
 * @param underWay what a destination works on, and under which keys
 */
public record Recovery(
        Progress progress,
        int sentMark,
        Map<String, Integer> retries,
        Map<String, Parting> partings,
        List<SizeLimit> sizeLimits,
        UnderWay underWay) {
    public Recovery {
        retries = Map.copyOf(retries);
        partings = Map.copyOf(partings);
        sizeLimits = List.copyOf(sizeLimits);
    }

    /** Of a run that has not begun. */
    public static Recovery none(String run) {
        return new Recovery(Progress.none(run), 0, Map.of(), Map.of(), List.of(), UnderWay.NOTHING);
    }
}
