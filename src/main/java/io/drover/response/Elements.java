package io.drover.response;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The elements of one answer: those of all split paths, one list after the other. */
final class Elements {
    private final List<Object> trees = new ArrayList<>();
    private final List<ElementVerdict> verdicts = new ArrayList<>();
    private final List<Integer> listStarts = new ArrayList<>();
    private int longest;
    private boolean sameLength = true;

    Elements(List<SplitPath> paths, Object answer) {
        for (SplitPath path : paths) {
            List<Object> list = path.elements(answer);
            if (!list.isEmpty()) {
                sameLength &= listStarts.isEmpty() || list.size() == longest;
                longest = Math.max(longest, list.size());
                listStarts.add(trees.size());
                trees.addAll(list);
                list.forEach(element -> verdicts.add(ElementVerdict.of(path.role(), element)));
            }
        }
    }

    int size() {
        return trees.size();
    }

    /** How many of the lists have elements. */
    int lists() {
        return listStarts.size();
    }

    int longest() {
        return longest;
    }

    boolean sameLength() {
        return sameLength;
    }

    /** The element; null where the answer holds null. */
    @Nullable
    Object tree(int element) {
        return trees.get(element);
    }

    ElementVerdict verdict(int element) {
        return verdicts.get(element);
    }

    /** The element's 0-based position within its own list. */
    int position(int element) {
        int start = 0;
        for (int listStart : listStarts) {
            if (listStart <= element) {
                start = listStart;
            }
        }
        return element - start;
    }

    /** A top-level field of each element as text; an empty string where there is none. */
    String[] column(String field) {
        String[] values = new String[size()];
        for (int at = 0; at < values.length; at++) {
            values[at] = tree(at) instanceof Map<?, ?> fields ? JsonText.scalar(fields.get(field)) : "";
        }
        return values;
    }

    /** What the path finds in each element as text; an empty string where it finds nothing. */
    String[] column(PathEngine.Path path) {
        String[] values = new String[size()];
        for (int at = 0; at < values.length; at++) {
            Object element = tree(at);
            List<Object> found = element == null ? List.of() : path.read(element);
            values[at] = found.size() == 1 ? JsonText.scalar(found.get(0)) : "";
        }
        return values;
    }

    /** The top-level fields that any element has. */
    Set<Object> fields() {
        Set<Object> names = new HashSet<>();
        Set<?> last = Set.of();
        for (Object element : trees) {
            // Most elements have the fields of the one before, so a comparison spares the additions.
            if (element instanceof Map<?, ?> fields && !fields.keySet().equals(last)) {
                last = fields.keySet();
                names.addAll(last);
            }
        }
        return names;
    }
}
