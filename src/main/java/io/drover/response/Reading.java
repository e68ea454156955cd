package io.drover.response;

import io.drover.batch.Outcome;
import java.util.Collections;
import java.util.List;

/**
 * One answer, read.
 *
 * @param verdicts one per record of the batch, in its order
 * @param unmatched how many elements of the answer belong to no record of the batch
 * @param problem why nothing in the answer is believed, naming the path or counter; empty where it could be read
 * @param unreadable whether the settings fit nothing of it: it is in another form, or tells of none of the records. Not
 *     where it contradicts itself
 */
public record Reading(List<ResponseVerdict> verdicts, int unmatched, String problem, boolean unreadable) {
    public Reading {
        verdicts = List.copyOf(verdicts);
    }

    /** An answer that is in the form that was configured. */
    public Reading(List<ResponseVerdict> verdicts, int unmatched, String problem) {
        this(verdicts, unmatched, problem, false);
    }

    /** An answer of which nothing fits the settings. */
    static Reading unreadable(int records, Outcome.Failure failure, String problem) {
        return new Reading(Collections.nCopies(records, new ResponseVerdict.Settled(failure)), 0, problem, true);
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
