package io.drover.response;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One list of the rules, compiled: finds its elements and what each of them says. */
final class ListReader {
    private final ListRule rule;
    private final SplitPath path;
    private final Decoder decoder;
    private final List<Case> cases;

    ListReader(ListRule rule, PathEngine engine) {
        this.rule = rule;
        this.decoder = new Decoder(rule.decode());
        this.path = new SplitPath(rule.path(), decoder, engine);
        this.cases = rule.elements().stream()
                .map(one -> new Case(
                        one.when().map(when -> when.compile(engine)).orElse((answer, tree) -> true), one.role()))
                .toList();
    }

    /** What an element is when the condition holds. */
    private record Case(Condition.Test when, SplitRole role) {}

    Correlation correlation() {
        return rule.correlation();
    }

    String path() {
        return rule.path();
    }

    /** Whether the names under which elements stand in their object are of interest. */
    boolean keyed() {
        return rule.correlation() instanceof Correlation.MapKey;
    }

    /** Whether there is something at its path, be it an empty list. */
    boolean isIn(Object tree) {
        return path.containers(tree).stream().anyMatch(Objects::nonNull);
    }

    /** The elements in document order, with null where one holds nothing to read. */
    List<Object> elements(Object tree) {
        return plain() ? path.elements(tree) : unwrapped(path.elements(tree));
    }

    /** The members of the objects at the path. */
    Members members(Object tree) {
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (Object found : path.containers(tree)) {
            if (found instanceof Map<?, ?> map) {
                map.forEach((key, value) -> {
                    keys.add(String.valueOf(key));
                    values.add(value);
                });
            }
        }
        return new Members(keys, plain() ? values : unwrapped(values));
    }

    /**
     * Members of an object.
     *
     * @param values as many as keys
     */
    record Members(List<String> keys, List<Object> values) {}

    ElementVerdict verdict(Answer answer, @Nullable Object element) {
        if (cases.isEmpty() || element == null) {
            return ElementVerdict.of(rule.role(), element);
        }
        for (Case one : cases) {
            if (one.when().holds(answer, element)) {
                return ElementVerdict.of(one.role(), element);
            }
        }
        // What a mixed list says of an element that no case is for is not known.
        return rule.role() == SplitRole.MIXED ? ElementVerdict.SILENT : ElementVerdict.of(rule.role(), element);
    }

    private boolean plain() {
        return rule.unwrap().isEmpty() && rule.decode() == ListRule.Decoding.NONE;
    }

    @SuppressWarnings("unchecked")
    private List<Object> unwrapped(List<Object> elements) {
        List<@Nullable Object> inner = new ArrayList<>(elements.size());
        elements.forEach(element -> inner.add(decoder.decoded(unwrapped(element))));
        return (List<Object>) (List<?>) inner;
    }

    private @Nullable Object unwrapped(@Nullable Object element) {
        if (rule.unwrap().isEmpty()) {
            return element;
        }
        if (!(element instanceof Map<?, ?> members)) {
            return null;
        }
        if (!rule.unwrap().equals(ListRule.ONLY_MEMBER)) {
            return members.get(rule.unwrap());
        }
        return members.size() == 1 ? members.values().iterator().next() : null;
    }
}
