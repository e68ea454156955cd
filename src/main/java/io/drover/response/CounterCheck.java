package io.drover.response;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One counter of the rules, compiled: whether an answer holds what it says it holds. */
final class CounterCheck {
    private final ResponseRules.Counter counter;
    private final List<PathEngine.Path> paths;

    CounterCheck(ResponseRules.Counter counter, PathEngine engine) {
        this.counter = counter;
        this.paths = counter.paths().stream()
                .map(path -> ParsePathMap.compile(path, engine))
                .toList();
    }

    /** What does not add up; empty when it does, or the answer has no such counter. */
    Optional<String> problem(Object tree, int records, List<Elements> elements) {
        BigDecimal sum = BigDecimal.ZERO;
        boolean there = false;
        for (PathEngine.Path path : paths) {
            for (@Nullable Object found : path.read(tree)) {
                if (found != null) {
                    Optional<BigDecimal> number = Condition.number(JsonText.scalar(found));
                    if (number.isEmpty()) {
                        return Optional.of("the answer's counter " + where() + " is not a number");
                    }
                    sum = sum.add(number.get());
                    there = true;
                }
            }
        }
        long counted = counted(records, elements);
        return !there || sum.compareTo(BigDecimal.valueOf(counted)) == 0
                ? Optional.empty()
                : Optional.of("the answer's counter " + where() + " is " + sum + ", but counted as "
                        + counter.counts().name().toLowerCase(Locale.ROOT) + " it would be " + counted);
    }

    private String where() {
        return String.join(" + ", counter.paths());
    }

    private long counted(int records, List<Elements> elements) {
        if (counter.counts() == ResponseRules.Counted.RECORDS) {
            return records;
        }
        return elements.stream().mapToLong(this::counted).sum();
    }

    private long counted(Elements of) {
        return switch (counter.counts()) {
            case SUCCESS -> of.count(ElementVerdict.SUCCESS);
            case ERROR -> of.count(ElementVerdict.ERROR);
            case WARNING -> of.count(ElementVerdict.WARNING);
            case SKIPPED -> of.count(ElementVerdict.SKIPPED);
            case UNPROCESSED -> of.count(ElementVerdict.UNPROCESSED);
            case FAILED ->
                of.count(ElementVerdict.ERROR)
                        + of.count(ElementVerdict.SKIPPED)
                        + of.count(ElementVerdict.UNPROCESSED);
            default -> of.size();
        };
    }
}
