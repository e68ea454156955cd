package io.drover.response;

import io.drover.batch.Outcome;
import java.util.List;

/**
 * One answer, read.
 *
 * @param outcomes one per record of the batch, in its order
 * @param unmatched how many elements of the answer belong to no record of the batch
 */
public record Reading(List<Outcome> outcomes, int unmatched) {
    public Reading {
        outcomes = List.copyOf(outcomes);
    }

    /** The outcomes, errors and successes parted. */
    public List<ResponsePart> parts() {
        return ResponsePart.of(outcomes);
    }
}
