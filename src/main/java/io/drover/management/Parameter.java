package io.drover.management;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A query parameter of an operation.
 *
 * @param rule what it must be, for people
 */
record Parameter(String name, boolean isRequired, String rule, Predicate<String> fits) {
    static final Parameter OFFSET = number("offset", 0, Integer.MAX_VALUE);
    static final Parameter LIMIT = number("limit", 1, 500);
    /** A file's name; what it may hold besides, whoever opens it says. */
    static final Parameter FILE = text("name").required();

    private static final int LONGEST = 200;
    private static final int MOST_DIGITS = 18;

    static Parameter text(String name) {
        return matching(name, "a text of at most " + LONGEST + " characters", text -> text.length() <= LONGEST);
    }

    static Parameter word(String name, List<String> words) {
        return matching(name, (words.size() > 1 ? "one of " : "") + String.join(", ", words), words::contains);
    }

    static Parameter number(String name, long min, long max) {
        return matching(
                name,
                max == Long.MAX_VALUE
                        ? "a whole number of at least " + min
                        : "a whole number from " + min + " to " + max,
                text -> text.matches("[+-]?\\d{1," + MOST_DIGITS + "}")
                        && Long.parseLong(text) >= min
                        && Long.parseLong(text) <= max);
    }

    static Parameter matching(String name, String rule, Predicate<String> fits) {
        return new Parameter(name, false, rule, fits);
    }

    Parameter required() {
        return new Parameter(name, true, rule, fits);
    }

    /** What is wrong with it in a request; empty is not given. */
    Optional<FieldProblem> problem(ApiRequest request) {
        Optional<String> given = request.parameter(name);
        Optional<String> but = given.isEmpty() && isRequired
                ? Optional.of("is missing")
                : given.filter(fits.negate()).map(value -> "was " + Bodies.quoted(value));
        return but.map(what -> new FieldProblem(name, "must be " + rule + ", but " + what));
    }
}
