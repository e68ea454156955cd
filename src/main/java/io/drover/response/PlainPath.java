package io.drover.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSONPath that names one place: {@code $}, {@code $.a.b}, {@code $['a']}, {@code $.a[0].b}. Walked here, because one
 * such path is read per element of an answer and a JSONPath engine needs many times as long.
 */
final class PlainPath implements PathEngine.Path {
    private static final Pattern STEP =
            Pattern.compile("\\.([\\p{L}\\p{N}_-]+)|\\['([^'\\\\]+)'\\]|\\[\"([^\"\\\\]+)\"\\]|\\[(\\d{1,9})\\]");

    /** Names as strings, list positions as integers. */
    private final List<Object> steps;

    private PlainPath(List<Object> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Empty when the expression is another kind of path, or none at all. */
    static Optional<PlainPath> parse(String expression) {
        if (!expression.startsWith("$")) {
            return Optional.empty();
        }
        List<Object> steps = new ArrayList<>();
        Matcher step = STEP.matcher(expression).region(1, expression.length());
        while (step.lookingAt()) {
            steps.add(step(step));
            step.region(step.end(), expression.length());
        }
        boolean whole = step.regionStart() == expression.length();
        return whole ? Optional.of(new PlainPath(steps)) : Optional.empty();
    }

    private static Object step(Matcher step) {
        for (int group = 1; group <= 3; group++) {
            String name = step.group(group);
            if (name != null) {
                return name;
            }
        }
        return Integer.valueOf(step.group(4));
    }

    /** What stands at the place; null when it is JSON's null or a step on the way is missing. */
    @Nullable
    Object find(Object tree) {
        Object at = tree;
        for (Object step : steps) {
            at = next(at, step);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    @Override
    public List<Object> read(Object tree) {
        Object found = find(tree);
        return found == null ? List.of() : List.of(found);
    }

    private static @Nullable Object next(Object at, Object step) {
        if (step instanceof Integer index) {
            return at instanceof List<?> list && index < list.size() ? list.get(index) : null;
        }
        return at instanceof Map<?, ?> map ? map.get(step) : null;
    }
}
