package io.drover.response;

import io.drover.batch.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds records by what rules say that elements name them with: values, numbers, pointers, names in an object. */
final class NamedMatch {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern NUMBER_IN_POINTER = Pattern.compile("(?<![^/\\[.#])(\\d{1,9})(?![^/\\].])");
    private static final int MAX_POINTER = 1000;

    private final Correlation correlation;
    private final PathEngine.Path path;

    NamedMatch(Correlation correlation, PathEngine.Path path) {
        this.correlation = correlation;
        this.path = path;
    }

    Match match(Batch batch, Elements elements) {
        if (correlation instanceof Correlation.Named named) {
            return byValues(named.requestField(), batch, elements, named.foldCase());
        }
        if (correlation instanceof Correlation.MapKey key && !key.requestField().isEmpty()) {
            String[] keys = new String[elements.size()];
            Arrays.setAll(keys, elements::key);
            return new ValueMatch(new RequestFields(batch).column(key.requestField()))
                    .match(elements, keys, notNamed(key.requestField() + " as its name"));
        }
        return byNumber(batch.size(), elements);
    }

    private Match byValues(String requestField, Batch batch, Elements elements, boolean foldCase) {
        int[] times = new int[elements.size()];
        List<String> values = new ArrayList<>();
        for (int at = 0; at < times.length; at++) {
            List<String> own = values(elements.tree(at));
            times[at] = own.size();
            values.addAll(own);
        }
        String[] records = new RequestFields(batch).column(requestField);
        String[] wanted = values.toArray(String[]::new);
        if (foldCase) {
            records = folded(records);
            wanted = folded(wanted);
        }
        return new ValueMatch(records).match(elements.repeated(times), wanted, notNamed(requestField));
    }

    /** The values that an element holds; an empty one where it has none. */
    private List<String> values(@Nullable Object element) {
        List<String> values = new ArrayList<>();
        if (element != null) {
            for (Object found : path.read(element)) {
                if (found instanceof List<?> list) {
                    list.forEach(one -> values.add(JsonText.scalar(one)));
                } else {
                    values.add(JsonText.scalar(found));
                }
            }
        }
        return values.isEmpty() ? List.of("") : values;
    }

    private static String[] folded(String[] values) {
        return Arrays.stream(values)
                .map(value -> value.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    private Match byNumber(int records, Elements elements) {
        int[] recordOf = new int[elements.size()];
        for (int at = 0; at < recordOf.length; at++) {
            int record = number(elements, at);
            recordOf[at] = record >= 0 && record < records ? record : Match.NONE;
        }
        return new Match(elements, recordOf, Set.of(), "the answer does not name this record by its number");
    }

    private int number(Elements elements, int at) {
        if (correlation instanceof Correlation.MapKey) {
            return number(elements.key(at), 0);
        }
        Object element = elements.tree(at);
        List<Object> found = element == null ? List.of() : path.read(element);
        String text = found.size() == 1 ? JsonText.scalar(found.get(0)) : "";
        if (correlation instanceof Correlation.Index index) {
            return number(text, index.first());
        }
        Matcher pointer =
                NUMBER_IN_POINTER.matcher(text.length() <= MAX_POINTER ? text : text.substring(0, MAX_POINTER));
        return pointer.find() ? Integer.parseInt(pointer.group(1)) : Match.NONE;
    }

    private static int number(String text, int first) {
        return NUMBER.matcher(text).matches() ? Integer.parseInt(text) - first : Match.NONE;
    }

    private static String notNamed(String by) {
        return "the answer does not name this record (matched by " + by + ")";
    }
}
