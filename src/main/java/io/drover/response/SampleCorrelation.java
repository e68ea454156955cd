package io.drover.response;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds by which correlation the elements of a sample list may find their records. */
final class SampleCorrelation {
    private static final Pattern NUMBERED = Pattern.compile("(?i).*\\.(?:index|idx|seq|row|line|position|number|no)");
    private static final Pattern POINTING = Pattern.compile("(?i).*\\.(?:pointer|path|source|location|in|target)");
    private static final Pattern POINTER = Pattern.compile("[#$]?[^ ]*[/\\[.]\\d{1,6}(?:[/\\].][^ ]*)?");

    private final RequestFields records;
    private final int size;

    SampleCorrelation(RequestFields records, int size) {
        this.records = records;
        this.size = size;
    }

    /** The correlation by which every element names records, the plainest first; empty when there is none. */
    Optional<Correlation> of(SampleList list) {
        return byValue(list, false)
                .or(() -> byValue(list, true))
                .or(() -> byNumber(list))
                .or(() -> byPointer(list))
                .or(() -> byPosition(list));
    }

    /** Errors alone hold no positions, also where there happen to be as many as records. */
    private Optional<Correlation> byPosition(SampleList list) {
        return list.role() != SplitRole.ERROR && list.elements().size() == size
                ? Optional.of(new Correlation.Position(true))
                : Optional.empty();
    }

    private Optional<Correlation> byValue(SampleList list, boolean foldCase) {
        List<String> fields = records.names().stream()
                .filter(field -> !Correlator.VERDICT_FIELDS.contains(field))
                .sorted(Comparator.comparingInt(Correlator::rank))
                .toList();
        for (String field : fields) {
            Set<String> known = new HashSet<>();
            boolean distinct =
                    Arrays.stream(records.column(field)).allMatch(value -> known.add(folded(value, foldCase)));
            if (distinct && !known.contains("")) {
                Optional<String> path = list.leaves().stream()
                        .filter(leaf -> size > 1 || Correlator.rank(field) < 2 || leaf.endsWith("." + field))
                        .filter(leaf -> names(list.values(leaf), known, foldCase))
                        .min(Comparator.comparing(leaf -> !leaf.endsWith("." + field)));
                if (path.isPresent()) {
                    boolean several = list.values(path.get()).stream().anyMatch(values -> values.size() != 1)
                            || isList(list, path.get());
                    return Optional.of(
                            foldCase || several
                                    ? new Correlation.Named(field, path.get(), foldCase)
                                    : new Correlation.Field(field, path.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isList(SampleList list, String path) {
        PlainPath plain = PlainPath.parse(path).orElseThrow();
        return list.elements().stream().anyMatch(element -> plain.find(element) instanceof List);
    }

    /** Whether each element names records, and none is named twice. */
    private static boolean names(List<List<String>> values, Set<String> known, boolean foldCase) {
        Set<String> seen = new HashSet<>();
        return !values.isEmpty()
                && values.stream()
                        .allMatch(own -> !own.isEmpty()
                                && own.stream()
                                        .map(value -> folded(value, foldCase))
                                        .allMatch(value -> known.contains(value) && seen.add(value)));
    }

    private static String folded(String value, boolean foldCase) {
        return foldCase ? value.strip().toLowerCase(Locale.ROOT) : value;
    }

    private Optional<Correlation> byNumber(SampleList list) {
        for (String leaf : list.leaves()) {
            if (NUMBERED.matcher(leaf).matches()) {
                List<String> numbers = list.values(leaf).stream()
                        .map(own -> own.size() == 1 ? own.get(0) : "")
                        .toList();
                if (within(numbers, 0)) {
                    return Optional.of(new Correlation.Index(leaf, 0));
                }
                if (within(numbers, 1)) {
                    return Optional.of(new Correlation.Index(leaf, 1));
                }
            }
        }
        return Optional.empty();
    }

    private boolean within(List<String> numbers, int first) {
        return !numbers.isEmpty()
                && numbers.stream()
                        .allMatch(text -> text.matches("\\d{1,6}")
                                && Integer.parseInt(text) >= first
                                && Integer.parseInt(text) < size + first);
    }

    private static Optional<Correlation> byPointer(SampleList list) {
        for (String leaf : list.leaves()) {
            boolean pointers = POINTING.matcher(leaf).matches()
                    && list.values(leaf).stream()
                            .allMatch(own -> own.size() == 1
                                    && POINTER.matcher(own.get(0)).matches());
            if (pointers) {
                return Optional.of(new Correlation.Pointer(leaf));
            }
        }
        return Optional.empty();
    }
}
