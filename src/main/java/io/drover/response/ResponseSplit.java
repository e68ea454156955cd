package io.drover.response;

import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import io.drover.batch.OutcomeColumns;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns one answer into one verdict per record. Every expression is compiled here once; thread-safe afterwards.
 *
 * <p>A record is a success only where an element of the answer says so, where the rules say so of records that a
 * readable answer does not mention, or where no list is configured. What the answer says nothing about is
 * {@link ErrorClass#NO_VERDICT}.
 */
public final class ResponseSplit {
    private final ResponseRules rules;
    private final AnswerLists lists;
    private final Optional<Condition.Test> expect;
    private final Verdicts verdicts;
    private final RequestRules requests;
    private final Optional<LookUp.Rules> lookUp;
    private final Optional<Polling.Rules> polling;

    /**
     * Compiles the settings.
     *
     * @throws IllegalArgumentException when one of the expressions is not a JSONPath, or the rules can't be read
     */
    public ResponseSplit(ResponseReading reading, PathEngine engine) {
        this.rules = reading.toRules();
        this.expect = rules.expect().map(condition -> condition.compile(engine));
        this.verdicts = new Verdicts(rules, engine);
        this.lists = new AnswerLists(rules, verdicts, engine);
        this.requests = new RequestRules(rules.requests(), engine);
        this.lookUp = reading.followUp().lookUp().map(one -> one.compile(engine));
        this.polling = reading.followUp().polling().map(one -> one.compile(engine));
    }

    /** The outcomes of the batch by a 2xx answer: exactly one per record, in the batch's order. */
    public List<Outcome> outcomes(Batch batch, Answer answer) {
        return read(batch, answer).outcomes();
    }

    /** Whether anything in an accepted answer matters; without lists and parse paths 2xx says it all. */
    public boolean readsAnswers() {
        return !lists.isEmpty() || expect.isPresent() || !verdicts.parsesNothing() || judgesRequests();
    }

    /** What an answer proves to the question whether a batch is there; empty where it is not asked. */
    public Optional<LookUp.Rules> lookUp() {
        return lookUp;
    }

    /** What answers say of the job that a batch was accepted as; empty where there are no jobs. */
    public Optional<Polling.Rules> polling() {
        return polling;
    }

    /** What outcomes of such answers hold. */
    public OutcomeColumns columns() {
        return rules.columns();
    }

    /** Where answers name records. */
    public String paths() {
        return lists.paths();
    }

    /** Whether there are request rules. */
    public boolean judgesRequests() {
        return !requests.isEmpty();
    }

    /** What the rules say of the request as a whole; empty where none of them holds and the status decides. */
    public Optional<RequestVerdict> judge(Answer answer) {
        return requests.judge(answer);
    }

    /**
     * Reads an answer that accepted the batch's request. Where a request rule says that it did not, nobody is a success
     * by it.
     */
    public Reading read(Batch batch, Answer answer) {
        Optional<RequestVerdict> request =
                requests.judge(answer).filter(verdict -> verdict.kind() != RequestVerdict.Kind.SUCCESS);
        return request.isPresent() ? refused(batch, answer, request.get()) : accepted(batch, answer);
    }

    private Reading refused(Batch batch, Answer answer, RequestVerdict verdict) {
        ErrorClass errorClass = switch (verdict.kind()) {
            case FINAL -> ErrorClass.HTTP;
            case UNPROCESSED -> ErrorClass.UNPROCESSED;
            default -> ErrorClass.NO_VERDICT;
        };
        Outcome.Failure failure = refusal(errorClass, verdict.reason(), answer.json());
        ResponseVerdict each = verdict.kind() == RequestVerdict.Kind.FINAL
                ? new ResponseVerdict.Settled(failure)
                : new ResponseVerdict.Retry(verdict.delay(), failure);
        String kind = verdict.kind().name().toLowerCase(Locale.ROOT);
        return all(batch, each, "a request rule says " + kind + " (HTTP " + answer.status() + ")");
    }

    private Reading accepted(Batch batch, Answer answer) {
        Optional<Object> json = answer.json();
        if (expect.isPresent() && !expect.get().holds(answer, json.orElse(null))) {
            String what = json.isPresent() ? "is not one that can be read" : notJson(answer);
            return unreadable(
                    batch, answer, what + ": it must be " + rules.expect().orElseThrow());
        }
        if (lists.isEmpty()) {
            boolean ofOneRecord = batch.size() == 1 && json.isPresent();
            return all(batch, ofOneRecord ? verdicts.success(json.get()) : verdicts.success(), "");
        }
        return json.isPresent()
                ? lists.read(batch, answer, json.get())
                : unreadable(batch, answer, notJson(answer) + ", so nothing can be read at " + lists.paths());
    }

    private static String notJson(Answer answer) {
        return "is not JSON" + (answer.notJson().isEmpty() ? "" : " (" + answer.notJson() + ")");
    }

    /** The parse path map's values in a whole answer, such as the body of an HTTP 400, in the map's order. */
    public List<String> parsed(Object tree) {
        return verdicts.parsed(tree);
    }

    /** The API's own words for a failure: one line, limited in length; empty when none are found. */
    public String message(Object tree) {
        return verdicts.message(tree);
    }

    /**
     * The failure of every record of a request that was refused: with the API's own words, code and hint where the
     * answer has them.
     */
    public Outcome.Failure refusal(ErrorClass errorClass, String reason, Optional<Object> json) {
        Object tree = json.orElse(Map.of());
        String words = message(tree);
        return verdicts.failure(errorClass, words.isEmpty() ? reason : reason + ": " + words, tree);
    }

    /**
     * The records that the refusal of a request blames for it, by their index in the batch; empty when it blames none.
     *
     * @param wrapper the names that the records of the request are wrapped in
     */
    public Map<Integer, Outcome.Failure> blamed(Batch batch, Answer answer, Collection<String> wrapper) {
        Map<Integer, Outcome.Failure> failures = new LinkedHashMap<>();
        RefusalPointers.blamed(batch, answer, wrapper)
                .forEach((record, error) ->
                        failures.put(record, refusal(ErrorClass.HTTP, "HTTP " + answer.status(), Optional.of(error))));
        return failures;
    }

    /** Of a record, or a whole batch, that was looked up and is there. */
    public ResponseVerdict found(Optional<Object> element) {
        return element.isPresent() ? verdicts.success(element.get()) : verdicts.success();
    }

    /** For each record of the batch, the elements of the answer as JSON that {@link #blamed} read. */
    public List<List<String>> blamedBy(Batch batch, Answer answer, Collection<String> wrapper) {
        return new AnswerElements(batch)
                .add(RefusalPointers.blamed(batch, answer, wrapper))
                .all();
    }

    /** For each record of the batch, the elements as JSON that {@link #read} found in the answer to belong to it. */
    public List<List<String>> elements(Batch batch, Answer answer) {
        return lists.elements(batch, answer);
    }

    /** Of an answer in which something was not found without which nothing of it can be believed. */
    public Reading unreadable(Batch batch, Answer answer, String what) {
        String problem = "the answer (HTTP " + answer.status() + ") " + what;
        return Reading.unreadable(batch.size(), refusal(ErrorClass.NO_VERDICT, problem, answer.json()), problem);
    }

    private static Reading all(Batch batch, ResponseVerdict verdict, String problem) {
        return new Reading(Collections.nCopies(batch.size(), verdict), 0, problem);
    }
}
