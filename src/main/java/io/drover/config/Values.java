package io.drover.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The values that are set, read with their types; collects every problem on the way. */
final class Values {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
    private static final int LONGEST_SHOWN = 200;

    private final Map<String, Value> values;
    private final Origin source;
    private final List<Problem> problems;
    private final List<Problem> warnings = new ArrayList<>();

    /**
     * @param source where a key that is missing would be written
     * @param problems found so far; further ones are added
     */
    Values(Map<String, Value> values, Origin source, List<Problem> problems) {
        this.values = values;
        this.source = source;
        this.problems = problems;
    }

    /** Throws what was noted, in the order of places and lines; each problem once. */
    void throwProblems() {
        if (!problems.isEmpty()) {
            throw new SettingsProblems(problems.stream()
                    .distinct()
                    .sorted(Comparator.comparing(
                                    (Problem problem) -> problem.origin().place())
                            .thenComparing(problem -> problem.origin().line()))
                    .toList());
        }
    }

    List<Problem> warnings() {
        return warnings;
    }

    /** Notes keys that mean nothing, and values that their keys don't allow, whether they are in use or not. */
    void check() {
        values.forEach((key, value) -> {
            Optional<Key<?>> known = Keys.find(key);
            if (known.isPresent()) {
                get(known.get(), Keys.nameIn(key));
            } else if (key.startsWith(Keys.PREFIX)) {
                String nearest = Keys.nearest(key)
                        .map(near -> "; the nearest is " + near)
                        .orElse("");
                problems.add(new Problem(key + " is not a known key" + nearest, value.origin()));
            }
        });
    }

    /** The names of all connections or loads; notes those that can't be names. */
    Set<String> names(String scope) {
        Map<String, Origin> found = new TreeMap<>();
        values.forEach((key, value) -> Keys.scoped(key)
                .filter(parts -> parts.prefix().equals(scope))
                .ifPresent(parts -> found.putIfAbsent(parts.name(), value.origin())));
        Set<String> names = new TreeSet<>();
        found.forEach((name, origin) -> {
            if (NAME.matcher(name).matches()) {
                names.add(name);
            } else {
                String what = "the name in " + scope + name + " must be 1 to 63 of a-z, 0-9, - and _ and start with a"
                        + " letter or digit, but was '" + name + "'";
                problems.add(new Problem(what, origin));
            }
        });
        return names;
    }

    <T> T get(Key<T> key) {
        return get(key, "");
    }

    /** The value, or the default where none is set or the one set is noted as a problem. */
    <T> T get(Key<T> key, String name) {
        Value value = values.get(key.of(name));
        if (value == null) {
            return key.type().parse(key.defaultOf(name));
        }
        try {
            return key.type().parse(value.text());
        } catch (IllegalArgumentException notAllowed) {
            String seen = printable(key.type().shown().apply(value.text()));
            refuse(key, name, "must be " + key.type().allowed() + ", but was " + (seen.isEmpty() ? "empty" : seen));
            return key.type().parse(key.defaultOf(name));
        }
    }

    /** The text as it was written, with the default in place of none. */
    String text(Key<?> key, String name) {
        Value value = values.get(key.of(name));
        return value == null ? key.defaultOf(name) : value.text();
    }

    /** Notes a problem; the sentence starts with the key. */
    void refuse(Key<?> key, String name, String predicate) {
        problems.add(new Problem(key.of(name) + " " + predicate, origin(key, name)));
    }

    /** Notes a problem that stands in another file. */
    void refuse(Problem problem) {
        problems.add(problem);
    }

    void warn(Key<?> key, String name, String predicate) {
        warnings.add(new Problem(key.of(name) + " " + predicate, origin(key, name)));
    }

    /** Every known key with its value in force. */
    List<EffectiveValue> effective(Set<String> connections, Set<String> loads) {
        List<EffectiveValue> effective = new ArrayList<>();
        GeneralKeys.ALL.forEach(key -> effective.add(effective(key, "")));
        connections.forEach(name -> ConnectionKeys.ALL.forEach(key -> effective.add(effective(key, name))));
        loads.forEach(name -> LoadKeys.ALL.forEach(key -> effective.add(effective(key, name))));
        return effective;
    }

    private EffectiveValue effective(Key<?> key, String name) {
        Value value = values.get(key.of(name));
        return value == null
                ? new EffectiveValue(key.of(name), key.defaultOf(name), Origin.DEFAULT)
                : new EffectiveValue(key.of(name), printable(key.type().shown().apply(value.text())), value.origin());
    }

    /** Where a key is set, or would be. */
    Origin originOf(Key<?> key, String name) {
        return origin(key, name);
    }

    /** One line, whatever was written. */
    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }

    /** Where the key is set; for one that isn't, where the first of its kind and name is, or would be. */
    private Origin origin(Key<?> key, String name) {
        Value value = values.get(key.of(name));
        if (value != null) {
            return value.origin();
        }
        String siblings =
                key.of(name).substring(0, key.of(name).length() - key.suffix().length());
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(siblings) && !name.isEmpty())
                .findFirst()
                .map(entry -> entry.getValue().origin())
                .orElse(source);
    }
}
