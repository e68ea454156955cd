package io.drover.response;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds a text in an answer: by a JSONPath or as {@code header.NAME}. */
@FunctionalInterface
public interface AnswerText {
    /** The text; empty where there is none, or more than one. */
    Optional<String> in(Answer answer);

    /**
     * Compiles what a setting says.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static AnswerText compile(String text, PathEngine engine) {
        Predicate<String> something = Predicate.not(String::isBlank);
        if (text.startsWith("header.") && text.length() > "header.".length()) {
            String name = text.substring("header.".length()).toLowerCase(Locale.ROOT);
            return answer -> answer.header(name).map(String::strip).filter(something);
        }
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("must be a JSONPath or header.NAME, but was '" + text + "'");
        }
        PathEngine.Path path = ParsePathMap.compile(text, engine);
        return answer -> answer.json()
                .map(path::read)
                .filter(found -> found.size() == 1)
                .map(found -> JsonText.scalar(found.get(0)))
                .filter(something);
    }
}
