package io.drover.response;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait: fixed, like {@code 10s}, or found in an answer by a JSONPath or as {@code header.NAME}, where a
 * number without a unit is seconds. What can't be understood there is no delay.
 */
@FunctionalInterface
interface Delay {
    /** What an answer asks for beyond this is cut. */
    Duration LONGEST = Duration.ofHours(24);

    Pattern TEXT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?) ?(ms|s|m|h)?");

    /** The delay that the answer, or its element {@code tree}, asks for. */
    Optional<Duration> of(Answer answer, @Nullable Object tree);

    /**
     * Compiles the text of a setting; blank is no delay.
     *
     * @throws IllegalArgumentException when it is none of the three
     */
    static Delay compile(String text, PathEngine engine) {
        if (text.isEmpty()) {
            return (answer, tree) -> Optional.empty();
        }
        if (text.startsWith("$")) {
            PathEngine.Path path = ParsePathMap.compile(text, engine);
            return (answer, tree) -> tree == null ? Optional.empty() : first(path.read(tree));
        }
        if (text.startsWith("header.")) {
            String name = text.substring("header.".length()).toLowerCase(java.util.Locale.ROOT);
            return (answer, tree) -> answer.header(name).flatMap(Delay::parse);
        }
        Optional<Duration> fixed = parse(text);
        if (fixed.isEmpty() || !text.matches(".*[a-z]")) {
            throw new IllegalArgumentException(
                    "a delay must be a duration like 10s, a JSONPath or header.NAME, but was '" + text + "'");
        }
        return (answer, tree) -> fixed;
    }

    private static Optional<Duration> first(List<Object> found) {
        return found.isEmpty() ? Optional.empty() : parse(JsonText.scalar(found.get(0)));
    }

    private static Optional<Duration> parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String unit = parts.group(2) == null ? "s" : parts.group(2);
        long nanosOfUnit = switch (unit) {
            case "ms" -> Duration.ofMillis(1).toNanos();
            case "m" -> Duration.ofMinutes(1).toNanos();
            case "h" -> Duration.ofHours(1).toNanos();
            default -> Duration.ofSeconds(1).toNanos();
        };
        BigDecimal nanos = new BigDecimal(parts.group(1))
                .multiply(BigDecimal.valueOf(nanosOfUnit))
                .min(BigDecimal.valueOf(LONGEST.toNanos()));
        return Optional.of(Duration.ofNanos(nanos.longValue()));
    }
}
