package io.drover.response;

import io.drover.batch.ErrorClass;
import io.drover.batch.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an element, or the lack of one, makes of its record: class, message, code, hint, warnings, another attempt. */
final class Verdicts {
    private final ParsePathMap parsePathMap;
    private final List<Retry> retries;
    private final List<PathEngine.Path> warnings;
    private final HintTable hints;

    Verdicts(ResponseRules rules, PathEngine engine) {
        this.parsePathMap = new ParsePathMap(rules.parse(), engine);
        this.retries = rules.retry().stream()
                .map(rule -> new Retry(rule.when().compile(engine), Delay.compile(rule.delay(), engine)))
                .toList();
        this.warnings = rules.warnings().stream()
                .map(path -> ParsePathMap.compile(path, engine))
                .toList();
        this.hints = new HintTable(rules.hints());
    }

    private record Retry(Condition.Test when, Delay delay) {}

    boolean parsesNothing() {
        return parsePathMap.nothing().isEmpty();
    }

    /** Of a record that the destination confirmed without a word on it. */
    ResponseVerdict success() {
        return new ResponseVerdict.Settled(new Outcome.Success(parsePathMap.nothing()));
    }

    ResponseVerdict success(Object element) {
        return new ResponseVerdict.Settled(
                new Outcome.Success(parsePathMap.values(element), String.join(" | ", ownWarnings(element))));
    }

    /** Of a record whose element says error, skipped or unprocessed. */
    ResponseVerdict failure(Answer answer, ElementVerdict verdict, Object element) {
        String words = message(element);
        String said = switch (verdict) {
            case SKIPPED -> words.isEmpty() ? "the answer says this record was skipped" : "skipped: " + words;
            case UNPROCESSED ->
                words.isEmpty() ? "the answer says this record was not processed" : "not processed: " + words;
            default -> words.isEmpty() ? "the answer names this record as failed and gives no reason" : words;
        };
        boolean unprocessed = verdict == ElementVerdict.UNPROCESSED;
        Outcome.Failure failure = failure(unprocessed ? ErrorClass.UNPROCESSED : ErrorClass.RESPONSE, said, element);
        for (Retry retry : retries) {
            if (retry.when().holds(answer, element)) {
                return new ResponseVerdict.Retry(retry.delay().of(answer, element), failure);
            }
        }
        return unprocessed ? again(failure) : new ResponseVerdict.Settled(failure);
    }

    /** A failure with what the tree tells beyond the message: an element, or a whole answer. */
    Outcome.Failure failure(ErrorClass errorClass, String message, Object tree) {
        String code = ApiMessage.oneLine(parsePathMap.code(tree));
        return new Outcome.Failure(errorClass, message, parsePathMap.values(tree), code, hints.hint(code, message));
    }

    /** Of a record that an answer which could be read does not mention. */
    ResponseVerdict absent(ResponseRules.Absent meaning, String silence) {
        return switch (meaning) {
            case SUCCESS -> success();
            case ERROR ->
                new ResponseVerdict.Settled(wordless(ErrorClass.RESPONSE, silence + ", which means it failed"));
            case UNPROCESSED -> again(wordless(ErrorClass.UNPROCESSED, silence + ", which means it was not processed"));
            case UNKNOWN -> noVerdict(silence);
        };
    }

    ResponseVerdict noVerdict(String message) {
        return new ResponseVerdict.Settled(wordless(ErrorClass.NO_VERDICT, message));
    }

    private Outcome.Failure wordless(ErrorClass errorClass, String message) {
        return new Outcome.Failure(errorClass, message, parsePathMap.nothing(), "", hints.hint("", message));
    }

    private static ResponseVerdict again(Outcome.Failure failure) {
        return new ResponseVerdict.Retry(Optional.<Duration>empty(), failure);
    }

    /** What an element of a list of warnings remarks. */
    String warning(Object element) {
        List<String> own = ownWarnings(element);
        String words = own.isEmpty() ? message(element) : String.join(" | ", own);
        return words.isEmpty() ? "a warning without words" : words;
    }

    private List<String> ownWarnings(Object element) {
        if (warnings.isEmpty()) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        for (PathEngine.Path path : warnings) {
            for (Object value : path.read(element)) {
                String text = ApiMessage.oneLine(JsonText.of(value));
                if (!JsonText.isEmpty(value) && !text.isEmpty()) {
                    found.add(text);
                }
            }
        }
        return found;
    }

    /** The API's own words for a failure: one line, limited in length; empty when none are found. */
    String message(Object tree) {
        String configured = ApiMessage.oneLine(parsePathMap.message(tree));
        return configured.isEmpty() ? ApiMessage.in(tree) : configured;
    }

    List<String> parsed(Object tree) {
        return parsePathMap.values(tree);
    }
}
