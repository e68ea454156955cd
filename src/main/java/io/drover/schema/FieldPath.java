package io.drover.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a JSON object, such as {@code profile.address.city}, {@code identifiers[0].value}, {@code lines[].sku} or
 * {@code ['a.b']}.
 *
 * @param steps from the root, one at least; the first is a member
 */
public record FieldPath(List<Step> steps) {
    private static final int MAX_INDEX = 999;
    private static final Pattern STEP = Pattern.compile("(?<name>[^.\\[\\]'\"]+)"
            + "|\\[(?<index>\\d{0,9})]"
            + "|\\['(?<single>[^'\\\\]+)']"
            + "|\\[\"(?<double>[^\"\\\\]+)\"]");

    public FieldPath {
        steps = List.copyOf(steps);
    }

    /** One level down. */
    public sealed interface Step {}

    /** Into the member of that name of an object. */
    public record Member(String name) implements Step {}

    /** Into the element of an array at that index, from 0. */
    public record Element(int index) implements Step {}

    /** Into an element of an array for every record of the group. */
    public record Each() implements Step {}

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException for anything else, saying what is allowed
     */
    public static FieldPath parse(String text) {
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int at = 0;
        while (at < text.length()) {
            boolean dotted = !steps.isEmpty() && text.charAt(at) == '.';
            int from = dotted ? at + 1 : at;
            if (!step.region(from, text.length()).lookingAt()) {
                throw refused(text);
            }
            boolean plain = step.group("name") != null;
            if (plain ? !dotted && !steps.isEmpty() : dotted) {
                throw refused(text);
            }
            steps.add(step(step, text));
            at = step.end();
        }
        if (steps.isEmpty() || !(steps.get(0) instanceof Member)) {
            throw refused(text);
        }
        return new FieldPath(steps);
    }

    private static Step step(Matcher step, String text) {
        for (String group : List.of("name", "single", "double")) {
            String name = step.group(group);
            if (name != null) {
                return new Member(name);
            }
        }
        String index = step.group("index");
        if (index.isEmpty()) {
            return new Each();
        }
        int number = Integer.parseInt(index);
        if (number > MAX_INDEX) {
            throw new IllegalArgumentException(
                    "an index must be between 0 and " + MAX_INDEX + ", but was " + number + " in '" + text + "'");
        }
        return new Element(number);
    }

    /** Whether it stands below a sub-array that has an element for every record of a group. */
    public boolean repeats() {
        return steps.stream().anyMatch(Each.class::isInstance);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("must be names separated by dots, with [0] for an element, [] for a"
                + " sub-array and ['a.b'] for a name with a dot, such as profile.address.city or lines[].sku, but was '"
                + text + "'");
    }
}
