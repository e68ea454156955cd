package io.drover.response;

import io.drover.batch.TextPattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as it stands in response rules: {@code $.status >= 400 and not $.error is empty}. It can look at values
 * and combine what it sees; it can't call, assign or loop.
 *
 * <p>A comparison with a value that is missing or null is false, also with {@code !=}; {@code any}, which is meant where
 * nothing is said, and {@code all} are false where a path finds nothing.
 */
public final class Condition {
    /** What an answer says behind so many characters decides nothing; a pattern never looks further. */
    private static final int MAX_COMPARED = 10_000;

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(?:\\.\\d{1,40})?");

    /** Each of its terms is asked by the one around it. */
    private static final int LONGEST = 4000;

    private final String text;
    private final Term term;

    private Condition(String text, Term term) {
        this.text = text;
        this.term = term;
    }

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException saying what was expected where
     */
    public static Condition parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a condition must have at most " + LONGEST + " characters, but has " + text.length());
        }
        return new Condition(text.strip(), new ConditionParser(text).read());
    }

    /**
     * The condition, ready to be asked many times.
     *
     * @throws IllegalArgumentException when a path in it is not a JSONPath
     */
    Test compile(PathEngine engine) {
        return compile(term, engine);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition && condition.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** A compiled condition. */
    @FunctionalInterface
    interface Test {
        /** Whether it holds; {@code tree} is what paths start from: the whole answer or one of its elements. */
        boolean holds(Answer answer, @Nullable Object tree);
    }

    /** One part of a condition. */
    sealed interface Term {}

    /** Both hold. */
    record And(Term left, Term right) implements Term {}

    /** At least one holds. */
    record Or(Term left, Term right) implements Term {}

    /** It does not hold. */
    record Not(Term term) implements Term {}

    /** There is a value other than null. */
    record Exists(Operand operand) implements Term {}

    /** There is no value but null and empty ones. */
    record Empty(Operand operand) implements Term {}

    /** A value, or with {@code all} each of them, compares as wanted. */
    record Compare(boolean all, Operand operand, Comparison comparison, List<Object> values) implements Term {}

    /** Where a compared value comes from. */
    sealed interface Operand {}

    /** The HTTP status. */
    record Status() implements Operand {}

    /** A header of the answer; the name in lower case. */
    record Header(String name) implements Operand {}

    /** What a JSONPath finds. */
    record At(String path) implements Operand {}

    /** How two values are compared. */
    enum Comparison {
        EQUAL,
        UNEQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        IN,
        CONTAINS,
        MATCHES
    }

    private static Test compile(Term term, PathEngine engine) {
        if (term instanceof And and) {
            Test left = compile(and.left(), engine);
            Test right = compile(and.right(), engine);
            return (answer, tree) -> left.holds(answer, tree) && right.holds(answer, tree);
        }
        if (term instanceof Or or) {
            Test left = compile(or.left(), engine);
            Test right = compile(or.right(), engine);
            return (answer, tree) -> left.holds(answer, tree) || right.holds(answer, tree);
        }
        if (term instanceof Not not) {
            Test inner = compile(not.term(), engine);
            return (answer, tree) -> !inner.holds(answer, tree);
        }
        if (term instanceof Exists exists) {
            Finder finder = finder(exists.operand(), engine);
            return (answer, tree) -> finder.find(answer, tree).stream().anyMatch(value -> value != null);
        }
        if (term instanceof Empty empty) {
            Finder finder = finder(empty.operand(), engine);
            return (answer, tree) -> finder.find(answer, tree).stream().allMatch(JsonText::isEmpty);
        }
        Compare compare = (Compare) term;
        Finder finder = finder(compare.operand(), engine);
        return (answer, tree) -> holds(compare, finder.find(answer, tree));
    }

    /** The values an operand stands for. */
    private interface Finder {
        List<Object> find(Answer answer, @Nullable Object tree);
    }

    private static Finder finder(Operand operand, PathEngine engine) {
        if (operand instanceof Status) {
            return (answer, tree) -> List.of(answer.status());
        }
        if (operand instanceof Header header) {
            return (answer, tree) ->
                    answer.header(header.name()).<List<Object>>map(List::of).orElse(List.of());
        }
        PathEngine.Path path = ParsePathMap.compile(((At) operand).path(), engine);
        return (answer, tree) -> tree == null ? List.of() : path.read(tree);
    }

    private static boolean holds(Compare compare, List<Object> found) {
        boolean some = false;
        for (Object value : found) {
            boolean one = value != null && holds(compare, value);
            if (one && !compare.all()) {
                return true;
            }
            if (!one && compare.all()) {
                return false;
            }
            some |= one;
        }
        return some;
    }

    private static boolean holds(Compare compare, Object value) {
        Object wanted = compare.values().get(0);
        return switch (compare.comparison()) {
            case EQUAL, IN -> compare.values().stream().anyMatch(one -> equal(value, one));
            case UNEQUAL -> !equal(value, wanted);
            case CONTAINS -> limited(value).contains(JsonText.scalar(wanted));
            case MATCHES -> ((TextPattern) wanted).isIn(JsonText.scalar(value));
            default -> ordered(compare.comparison(), value, wanted);
        };
    }

    private static String limited(Object value) {
        String text = JsonText.scalar(value);
        return text.length() <= MAX_COMPARED ? text : text.substring(0, MAX_COMPARED);
    }

    /** Numbers and texts that read as numbers are equal by value, everything else by its text. */
    private static boolean equal(Object value, Object wanted) {
        if (value instanceof java.util.Map || value instanceof List) {
            return false;
        }
        String text = JsonText.scalar(value);
        String other = JsonText.scalar(wanted);
        if (text.equals(other)) {
            return true;
        }
        Optional<BigDecimal> one = number(text);
        return one.isPresent()
                && number(other).filter(two -> one.get().compareTo(two) == 0).isPresent();
    }

    private static boolean ordered(Comparison comparison, Object value, Object wanted) {
        Optional<BigDecimal> one = number(JsonText.scalar(value));
        Optional<BigDecimal> other = number(JsonText.scalar(wanted));
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        int order = one.get().compareTo(other.get());
        return switch (comparison) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    static Optional<BigDecimal> number(String text) {
        Matcher digits = NUMBER.matcher(text);
        return digits.matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
