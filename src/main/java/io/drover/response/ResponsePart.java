package io.drover.response;

import io.drover.batch.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The records of a batch that go into the same result file: what the Split EIP hands out.
 *
 * @param isSuccess whether that is the success file
 * @param records in the order of the batch, at least one
 */
public record ResponsePart(boolean isSuccess, List<RecordOutcome> records) {
    public ResponsePart {
        records = List.copyOf(records);
    }

    /** The parts of a batch: its errors, then its successes; a part without records is left out. */
    public static List<ResponsePart> of(List<Outcome> outcomes) {
        return of(outcomes, index -> true);
    }

    /** The same for some records of a batch. */
    public static List<ResponsePart> of(List<Outcome> outcomes, IntPredicate settled) {
        List<RecordOutcome> errors = new ArrayList<>();
        List<RecordOutcome> successes = new ArrayList<>();
        for (int at = 0; at < outcomes.size(); at++) {
            if (settled.test(at)) {
                RecordOutcome one = new RecordOutcome(at, outcomes.get(at));
                (one.outcome() instanceof Outcome.Success ? successes : errors).add(one);
            }
        }
        List<ResponsePart> parts = new ArrayList<>(2);
        if (!errors.isEmpty()) {
            parts.add(new ResponsePart(false, errors));
        }
        if (!successes.isEmpty()) {
            parts.add(new ResponsePart(true, successes));
        }
        return parts;
    }

    /**
     * The outcome of one record.
     *
     * @param index 0-based position of the record in its batch
     */
    public record RecordOutcome(int index, Outcome outcome) {}
}
