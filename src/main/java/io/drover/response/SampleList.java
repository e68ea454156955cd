package io.drover.response;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One list found in a sample answer.
 *
 * @param elements unwrapped
 */
record SampleList(String path, SplitRole role, String unwrap, List<Object> elements) {
    private static final Pattern SIMPLE = Pattern.compile("[\\p{L}\\p{N}_-]+");
    private static final int MAX_DEPTH = 4;

    /** The lists of objects in the answer that are not part of another list, and empty ones whose name tells. */
    static List<SampleList> in(Object answer) {
        Map<String, List<Object>> found = new LinkedHashMap<>();
        collect("$", answer, MAX_DEPTH, found);
        boolean told = found.keySet().stream().anyMatch(path -> role(path) != SplitRole.MIXED);
        List<SampleList> lists = new ArrayList<>();
        found.forEach((path, elements) -> {
            SplitRole role = role(path);
            // Beside a list that is named for something, one that is not holds the successes.
            SplitRole meant = role == SplitRole.MIXED && told ? SplitRole.SUCCESS : role;
            lists.add(of(path, meant, elements));
        });
        return lists;
    }

    private static SampleList of(String path, SplitRole role, List<Object> elements) {
        boolean wrapped = !elements.isEmpty()
                && elements.stream()
                        .allMatch(element -> element instanceof Map<?, ?> map
                                && map.size() == 1
                                && map.values().iterator().next() instanceof Map);
        List<Object> inner = wrapped
                ? elements.stream()
                        .map(element -> (Object)
                                ((Map<?, ?>) element).values().iterator().next())
                        .toList()
                : elements;
        return new SampleList(path, role, wrapped ? ListRule.ONLY_MEMBER : "", inner);
    }

    private static void collect(String path, @Nullable Object tree, int depth, Map<String, List<Object>> found) {
        if (tree instanceof List<?> list) {
            boolean objects = !list.isEmpty() && list.stream().allMatch(Map.class::isInstance);
            boolean texts = role(path) != SplitRole.MIXED
                    && list.stream().noneMatch(one -> one instanceof Map || one instanceof List);
            if (objects || texts) {
                found.put(path, new ArrayList<>(list));
            }
        } else if (depth > 0 && tree instanceof Map<?, ?> map) {
            map.forEach((name, value) -> collect(path + step(String.valueOf(name)), value, depth - 1, found));
        }
    }

    private static String step(String name) {
        return SIMPLE.matcher(name).matches() ? "." + name : "['" + name + "']";
    }

    private static SplitRole role(String path) {
        String last = path.toLowerCase(Locale.ROOT);
        if (last.contains("warning")) {
            return SplitRole.WARNING;
        }
        if (last.contains("skip")) {
            return SplitRole.SKIPPED;
        }
        return SplitRole.of(List.of(path)).get(0);
    }

    /** The paths at which any element holds a single value or a list of them. */
    Set<String> leaves() {
        Set<String> leaves = new LinkedHashSet<>();
        elements.forEach(element -> leaves("$", element, MAX_DEPTH, leaves));
        return leaves;
    }

    private static void leaves(String path, @Nullable Object tree, int depth, Set<String> leaves) {
        if (tree instanceof Map<?, ?> map) {
            if (depth > 0) {
                map.forEach((name, value) -> leaves(path + step(String.valueOf(name)), value, depth - 1, leaves));
            }
        } else if (tree instanceof List<?> list) {
            if (!list.isEmpty() && list.get(0) instanceof Map) {
                leaves(path + "[0]", list.get(0), depth - 1, leaves);
            } else if (!list.isEmpty()) {
                leaves.add(path);
            }
        } else if (tree != null) {
            leaves.add(path);
        }
    }

    /** The texts at the path in each element. */
    List<List<String>> values(String path) {
        PlainPath plain = PlainPath.parse(path).orElseThrow();
        List<List<String>> values = new ArrayList<>();
        for (Object element : elements) {
            Object found = element == null ? null : plain.find(element);
            values.add(
                    found instanceof List<?> list
                            ? list.stream().map(JsonText::scalar).toList()
                            : List.of(JsonText.scalar(found)));
        }
        return values;
    }
}
