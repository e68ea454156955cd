package io.drover.response;

import io.drover.batch.Batch;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records that a refusal of a whole request blames: by pointers such as {@code #/3/email}, {@code /data/3},
 * {@code $[3].email}, {@code ["body", 3, "email"]}, by {@code index} or by {@code line}, in a list of errors or as the
 * names in an object of errors. Only where all of a list point at records of the batch; a number that could mean anything
 * else blames nobody.
 */
final class RefusalPointers {
    private static final int MAX_DEPTH = 6;
    private static final int MAX_DIGITS = 9;

    private static final List<String> POINTERS = List.of(
            "pointer",
            "instancePath",
            "path",
            "loc",
            "location",
            "field",
            "property",
            "propertyPath",
            "source",
            "param");
    private static final Set<String> BEFORE_RECORDS = Set.of(
            "body",
            "data",
            "request",
            "requests",
            "payload",
            "root",
            "records",
            "input",
            "inputs",
            "entities",
            "objects",
            "operations",
            "batch");

    private final int records;
    private final Collection<String> wrapper;

    /** @param wrapper the names that the records of a request are wrapped in */
    RefusalPointers(int records, Collection<String> wrapper) {
        this.records = records;
        this.wrapper = wrapper;
    }

    /** What an answer says of each record of the batch that it blames. */
    static Map<Integer, Object> blamed(Batch batch, Answer answer, Collection<String> wrapper) {
        return answer.json()
                .map(tree -> new RefusalPointers(batch.size(), wrapper).find(tree))
                .orElse(Map.of());
    }

    /** What is said of each blamed record, by its index in the batch; empty when nobody is blamed. */
    Map<Integer, Object> find(Object tree) {
        Deque<Object> level = new ArrayDeque<>(List.of(tree));
        for (int depth = 0; depth < MAX_DEPTH && !level.isEmpty(); depth++) {
            Deque<Object> next = new ArrayDeque<>();
            for (Object node : level) {
                Map<Integer, Object> blamed = node instanceof List<?> list ? blamed(list) : blamedByName(node);
                if (!blamed.isEmpty()) {
                    return blamed;
                }
                addChildren(node, next);
            }
            level = next;
        }
        return Map.of();
    }

    private static void addChildren(Object node, Deque<Object> to) {
        Collection<?> children = node instanceof Map<?, ?> map ? map.values() : List.of();
        for (Object child : node instanceof List<?> list ? list : children) {
            if (child instanceof Map || child instanceof List) {
                to.add(child);
            }
        }
    }

    private Map<Integer, Object> blamed(List<?> errors) {
        Map<Integer, Object> blamed = new TreeMap<>();
        for (Object error : errors) {
            Optional<Integer> record = error instanceof Map<?, ?> fields ? record(fields) : Optional.empty();
            if (record.isEmpty()) {
                return Map.of();
            }
            blamed.putIfAbsent(record.get(), error);
        }
        return blamed;
    }

    private Map<Integer, Object> blamedByName(Object node) {
        Object errors = node instanceof Map<?, ?> map ? map.get("errors") : null;
        if (!(errors instanceof Map<?, ?> named)) {
            return Map.of();
        }
        Map<Integer, Object> blamed = new TreeMap<>();
        for (Map.Entry<?, ?> error : named.entrySet()) {
            Optional<Integer> record = pointed(String.valueOf(error.getKey()));
            if (record.isEmpty() || error.getValue() == null) {
                return Map.of();
            }
            blamed.putIfAbsent(record.get(), error.getValue());
        }
        return blamed;
    }

    private Optional<Integer> record(Map<?, ?> error) {
        if (error.get("index") instanceof Integer index) {
            return inBatch(index);
        }
        if (error.get("line") instanceof Integer line) {
            return inBatch(line - 1);
        }
        for (String name : POINTERS) {
            Optional<Integer> record = pointed(text(error.get(name)));
            if (record.isPresent()) {
                return record;
            }
        }
        return Optional.empty();
    }

    private static String text(@Nullable Object pointer) {
        if (pointer instanceof Map<?, ?> source) {
            return source.get("pointer") instanceof String text ? text : "";
        }
        if (pointer instanceof List<?> steps) {
            return String.join("/", steps.stream().map(String::valueOf).toList());
        }
        return pointer instanceof String text ? text : "";
    }

    /** The first number in a pointer, when nothing stands before it but names that requests wrap their records in. */
    private Optional<Integer> pointed(String pointer) {
        for (String step : pointer.split("[/.\\[\\]'\"#$]+", -1)) {
            if (!step.isEmpty() && step.length() <= MAX_DIGITS && step.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return inBatch(Integer.parseInt(step));
            }
            if (!step.isEmpty() && !BEFORE_RECORDS.contains(step) && !wrapper.contains(step)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Integer> inBatch(int index) {
        return index >= 0 && index < records ? Optional.of(index) : Optional.empty();
    }
}
