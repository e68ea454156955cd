package io.drover.response;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The elements of one answer: those of some of its lists, one list after the other. */
final class Elements {
    private final List<Object> trees;
    private final List<ElementVerdict> verdicts;
    private final List<String> keys;
    private final List<Integer> listStarts = new ArrayList<>();
    private int longest;
    private boolean sameLength = true;

    Elements(List<ListReader> lists, Answer answer, Object tree) {
        trees = new ArrayList<>();
        verdicts = new ArrayList<>();
        keys = new ArrayList<>();
        for (ListReader list : lists) {
            if (list.keyed()) {
                ListReader.Members members = list.members(tree);
                keys.addAll(members.keys());
                add(list, answer, members.values());
            } else {
                add(list, answer, list.elements(tree));
            }
        }
    }

    private Elements(List<Object> trees, List<ElementVerdict> verdicts) {
        this.trees = trees;
        this.verdicts = verdicts;
        this.keys = List.of();
        this.longest = trees.size();
        this.listStarts.add(0);
    }

    private void add(ListReader list, Answer answer, List<Object> found) {
        if (!found.isEmpty()) {
            sameLength &= listStarts.isEmpty() || found.size() == longest;
            longest = Math.max(longest, found.size());
            listStarts.add(trees.size());
            trees.addAll(found);
            found.forEach(element -> verdicts.add(list.verdict(answer, element)));
        }
    }

    /** The elements, each as often as it says; for matching by values only, since positions are lost. */
    Elements repeated(int[] times) {
        List<Object> repeatedTrees = new ArrayList<>();
        List<ElementVerdict> repeatedVerdicts = new ArrayList<>();
        for (int at = 0; at < times.length; at++) {
            for (int time = 0; time < times[at]; time++) {
                repeatedTrees.add(trees.get(at));
                repeatedVerdicts.add(verdicts.get(at));
            }
        }
        return new Elements(repeatedTrees, repeatedVerdicts);
    }

    /** The name under which the element stands in its object; only where the lists are read with them. */
    String key(int element) {
        return keys.get(element);
    }

    /** How many elements say that. */
    long count(ElementVerdict verdict) {
        return verdicts.stream().filter(one -> one == verdict).count();
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
