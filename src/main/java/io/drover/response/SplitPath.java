package io.drover.response;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the elements of one list stand.
 *
 * <p>What stands at the path, or before a trailing {@code .*} or {@code [*]}, is read as
 * <ul>
 *   <li>a list: its items, null items included, because they hold a position;
 *   <li>an object: one element, also under {@code .*}, where a JSONPath engine would hand out its values; but an object
 *       whose values are all objects is a map, and under {@code .*} its values are the elements;
 *   <li>missing, null, or a lone string, number or boolean: no element.
 * </ul>
 * {@code $.*} on an object that wraps one list of objects, beside counters and the like, gives that list's items.
 */
final class SplitPath {
    private static final Pattern UNION = Pattern.compile(".*\\[\\s*['\"][^\\[\\]]*,[^\\[\\]]*]");

    private final PathEngine.Path container;
    private final Decoder decoder;
    private final boolean star;
    private final boolean union;
    private final boolean root;

    SplitPath(String path, Decoder decoder, PathEngine engine) {
        String prefix = prefix(path);
        this.decoder = decoder;
        this.star = prefix.length() < path.length();
        this.union = UNION.matcher(prefix).matches();
        this.root = star && prefix.equals("$");
        this.container = ParsePathMap.compile(prefix, engine);
    }

    private static String prefix(String path) {
        if (path.endsWith("[*]")) {
            return path.substring(0, path.length() - 3);
        }
        return path.endsWith(".*") && !path.endsWith("..*") ? path.substring(0, path.length() - 2) : path;
    }

    /** The elements in document order; an entry may be null where the answer's list holds null. */
    List<Object> elements(Object tree) {
        List<Object> found = containers(tree);
        if (found.size() == 1) {
            return elementsOf(found.get(0));
        }
        List<Object> elements = new ArrayList<>();
        for (Object one : found) {
            elements.addAll(elementsOf(one));
        }
        return elements;
    }

    /** What stands at the path, or before its star. */
    List<Object> containers(Object tree) {
        List<Object> found = decoder.decoded(container.read(tree));
        // For ['a','b'] a JSONPath engine makes one object of both members; each of them is a container.
        return union && found.size() == 1 && found.get(0) instanceof Map<?, ?> members
                ? new ArrayList<>(members.values())
                : found;
    }

    @SuppressWarnings("unchecked")
    private List<Object> elementsOf(@Nullable Object found) {
        if (found instanceof List<?> list) {
            return (List<Object>) list;
        }
        if (!(found instanceof Map<?, ?> map) || map.isEmpty()) {
            return List.of();
        }
        if (star && map.values().stream().allMatch(Map.class::isInstance)) {
            return new ArrayList<>(map.values());
        }
        return root ? wrappedList(map) : List.of(map);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> wrappedList(Map<?, ?> map) {
        List<List<Object>> lists = new ArrayList<>();
        map.forEach((key, value) -> {
            if (value instanceof List<?> list && isListOfObjects(list) && !isRemark(String.valueOf(key))) {
                lists.add((List<Object>) list);
            }
        });
        return lists.size() == 1 ? lists.get(0) : List.of(map);
    }

    private static boolean isListOfObjects(Collection<?> list) {
        return !list.isEmpty() && list.stream().allMatch(Map.class::isInstance);
    }

    // Errors and warnings are remarks on the object they stand in, not records.
    private static boolean isRemark(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        return name.contains("error") || name.contains("warning");
    }
}
