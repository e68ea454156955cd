package io.drover.management;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The response split path that an answer seems to ask for: its lists of objects, those of errors first. */
final class Suggestion {
    private static final int DEEPEST = 6;
    private static final List<String> OF_ERRORS = List.of("error", "fail", "reject", "invalid");

    private Suggestion() {}

    /** Paths between commas; empty when the answer has no list of objects. */
    static Optional<String> of(Object tree) {
        List<String> lists = new ArrayList<>();
        collect(tree, "$", 0, lists);
        List<String> ordered =
                new ArrayList<>(lists.stream().filter(Suggestion::isOfErrors).toList());
        lists.stream().filter(path -> !isOfErrors(path)).forEach(ordered::add);
        return ordered.isEmpty() ? Optional.empty() : Optional.of(String.join(",", ordered));
    }

    private static void collect(Object tree, String path, int depth, List<String> lists) {
        if (tree instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
            lists.add(path + ".*");
        } else if (tree instanceof Map<?, ?> map && depth < DEEPEST) {
            map.forEach((name, value) -> collect(value, path + step(String.valueOf(name)), depth + 1, lists));
        }
    }

    private static String step(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? "." + name : "['" + name.replace("'", "\\'") + "']";
    }

    private static boolean isOfErrors(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return OF_ERRORS.stream().anyMatch(lower::contains);
    }
}
