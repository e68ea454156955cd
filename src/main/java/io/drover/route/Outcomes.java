package io.drover.route;

import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import io.drover.batch.Rest;
import io.drover.response.ResponsePart;
import io.drover.response.ResponseVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an answer settles of a batch, and what it leaves to be sent again. Used by one thread. */
final class Outcomes {
    private final Outcome[] outcomes;
    private Optional<Outcome.Failure> refusal = Optional.empty();
    private Map<Integer, Outcome.Failure> blamed = Map.of();
    private List<ResponseVerdict> lookedUp = List.of();
    private String problem = "";
    private List<ResponsePart> parts = List.of();
    private Rest rest = Rest.parse("");
    private Duration askedDelay = Duration.ZERO;

    Outcomes(int size) {
        outcomes = new Outcome[size];
    }

    /** Every record fails with this. */
    void refuse(Outcome.Failure failure) {
        refusal = Optional.of(failure);
    }

    Optional<Outcome.Failure> refusal() {
        return refusal;
    }

    /** These are to blame that all were refused; the others are sent again. */
    void blame(Map<Integer, Outcome.Failure> failures) {
        blamed = failures;
    }

    Map<Integer, Outcome.Failure> blamed() {
        return blamed;
    }

    /** What a look-up told of each record, in place of an answer. */
    void lookedUp(List<ResponseVerdict> verdicts) {
        lookedUp = verdicts;
    }

    List<ResponseVerdict> lookedUp() {
        return lookedUp;
    }

    /** Something is missing in the answer without which nothing of it can be believed. */
    void unreadable(String what) {
        problem = what;
    }

    String problem() {
        return problem;
    }

    /** These are not settled by this answer, which asks to wait that long for them. */
    void leave(Rest toBeSent, Duration asked) {
        rest = toBeSent;
        askedDelay = asked;
    }

    Rest rest() {
        return rest;
    }

    Duration askedDelay() {
        return askedDelay;
    }

    void parts(List<ResponsePart> read) {
        parts = read;
    }

    List<ResponsePart> parts() {
        return parts;
    }

    void set(int index, Outcome outcome) {
        outcomes[index] = outcome;
    }

    /** One outcome for each record that is settled; one that no step gave one has no verdict. */
    List<Outcome> settled() {
        List<Outcome> settled = new ArrayList<>(outcomes.length);
        for (int at = 0; at < outcomes.length; at++) {
            if (!rest.contains(at)) {
                settled.add(
                        outcomes[at] != null
                                ? outcomes[at]
                                : new Outcome.Failure(
                                        ErrorClass.NO_VERDICT, "no step of the routes gave an outcome", List.of()));
            }
        }
        return settled;
    }
}
