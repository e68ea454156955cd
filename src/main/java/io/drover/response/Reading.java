package io.drover.response;

import io.drover.batch.Outcome;
import java.util.List;

/**
 * One answer, read.
 *
 * @param verdicts one per record of the batch, in its order
 * @param unmatched how many elements of the answer belong to no record of the batch
 * @param problem why nothing in the answer is believed, naming the path or counter; empty where it could be read
 */
public record Reading(List<ResponseVerdict> verdicts, int unmatched, String problem) {
    public Reading {
        verdicts = List.copyOf(verdicts);
    }

    /** What becomes of the records when none is sent again. */
    public List<Outcome> outcomes() {
        return verdicts.stream().map(ResponseVerdict::outcome).toList();
    }

    /** The outcomes, errors and successes parted. */
    public List<ResponsePart> parts() {
        return ResponsePart.of(outcomes());
    }
}
