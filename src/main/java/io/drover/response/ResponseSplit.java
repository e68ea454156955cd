package io.drover.response;

import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns one answer into one outcome per record. Every expression is compiled here once; thread-safe afterwards.
 *
 * <p>A record is a success only where an element of the answer says so, or where no split path is configured. What the
 * answer says nothing about is {@link ErrorClass#NO_VERDICT}.
 */
public final class ResponseSplit {
    private final List<SplitPath> paths;
    private final String pathList;
    private final Correlator correlator;
    private final ParsePathMap parsePathMap;

    /**
     * Compiles the settings.
     *
     * @throws IllegalArgumentException when one of the expressions is not a JSONPath
     */
    public ResponseSplit(ResponseReading reading, PathEngine engine) {
        List<SplitRole> roles = SplitRole.of(reading.splitPaths());
        this.paths = IntStream.range(0, roles.size())
                .mapToObj(at -> new SplitPath(reading.splitPaths().get(at), roles.get(at), engine))
                .toList();
        this.pathList = String.join(", ", reading.splitPaths());
        this.correlator = new Correlator(reading.correlation(), engine);
        this.parsePathMap = new ParsePathMap(reading.parsePathMap(), engine);
    }

    /** The outcomes of the batch by a 2xx answer: exactly one per record, in the batch's order. */
    public List<Outcome> outcomes(Batch batch, Answer answer) {
        return read(batch, answer).outcomes();
    }

    /** Whether anything in an accepted answer matters; without split paths and parse paths 2xx says it all. */
    public boolean readsAnswers() {
        return !paths.isEmpty() || !parsePathMap.nothing().isEmpty();
    }

    /** Reads a 2xx answer to the batch. */
    public Reading read(Batch batch, Answer answer) {
        Optional<Object> json = answer.json();
        if (paths.isEmpty()) {
            boolean ofOneRecord = batch.size() == 1 && json.isPresent();
            List<String> parsed = ofOneRecord ? parsePathMap.values(json.get()) : parsePathMap.nothing();
            return all(batch, new Outcome.Success(parsed), 0);
        }
        if (json.isEmpty()) {
            String message =
                    "the answer (HTTP " + answer.status() + ") is not JSON, so nothing can be read at " + pathList;
            return all(batch, noVerdict(message), 0);
        }
        Elements elements = new Elements(paths, json.get());
        return elements.size() == 0 ? wordless(batch, json.get()) : matched(batch, elements);
    }

    /** The parse path map's values in a whole answer, such as the body of an HTTP 400, in the map's order. */
    public List<String> parsed(Object tree) {
        return parsePathMap.values(tree);
    }

    /** The API's own words for a failure: one line, limited in length; empty when none are found. */
    public String message(Object tree) {
        String configured = ApiMessage.oneLine(parsePathMap.message(tree));
        return configured.isEmpty() ? ApiMessage.in(tree) : configured;
    }

    private Reading wordless(Batch batch, Object tree) {
        String words = message(tree);
        String message = "the answer has nothing at " + pathList + (words.isEmpty() ? "" : "; it says: " + words);
        return all(batch, new Outcome.Failure(ErrorClass.NO_VERDICT, message, parsePathMap.values(tree)), 0);
    }

    private Reading matched(Batch batch, Elements elements) {
        if (batch.isEmpty()) {
            return new Reading(List.of(), elements.size());
        }
        Match match = correlator.match(batch, elements);
        @Nullable Outcome[] outcomes = new Outcome[batch.size()];
        boolean[] named = new boolean[batch.size()];
        int unmatched = 0;
        for (int at = 0; at < elements.size(); at++) {
            int record = match.recordOf()[at];
            if (record == Match.NONE) {
                unmatched++;
            } else if (!match.indistinct().contains(record)) {
                named[record] = true;
                outcomes[record] = together(outcomes[record], elements, at);
            }
        }
        List<Outcome> all = new ArrayList<>(outcomes.length);
        for (int at = 0; at < outcomes.length; at++) {
            Outcome outcome = outcomes[at];
            all.add(outcome != null ? outcome : unsettled(match, at, named[at]));
        }
        return new Reading(all, unmatched);
    }

    /** An error outweighs a success, and both outweigh an element that says nothing. */
    private @Nullable Outcome together(@Nullable Outcome known, Elements elements, int element) {
        Object tree = elements.tree(element);
        if (tree == null || known instanceof Outcome.Failure) {
            return known;
        }
        return switch (elements.verdict(element)) {
            case ERROR -> new Outcome.Failure(ErrorClass.RESPONSE, errorMessage(tree), parsePathMap.values(tree));
            case SUCCESS -> known == null ? new Outcome.Success(parsePathMap.values(tree)) : known;
            case SILENT -> known;
        };
    }

    private String errorMessage(Object element) {
        String words = message(element);
        return words.isEmpty() ? "the answer names this record as failed and gives no reason" : words;
    }

    private Outcome unsettled(Match match, int record, boolean named) {
        if (match.indistinct().contains(record)) {
            return noVerdict("several records of the batch have the value that the answer names, so it can't tell which"
                    + " of them it means");
        }
        return noVerdict(
                named
                        ? "the answer's element for this record says neither success nor error, at " + pathList
                        : match.silence() + ", at " + pathList);
    }

    private Outcome noVerdict(String message) {
        return new Outcome.Failure(ErrorClass.NO_VERDICT, message, parsePathMap.nothing());
    }

    private static Reading all(Batch batch, Outcome outcome, int unmatched) {
        return new Reading(Collections.nCopies(batch.size(), outcome), unmatched);
    }
}
