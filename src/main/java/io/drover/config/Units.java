package io.drover.config;

import io.drover.connection.Rate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of settings that carry a unit: durations, sizes, rates. */
final class Units {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,10})(B|KB|MB|GB)?");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})/(\\d{0,9}(?:ms|s|m|h|d))");
    private static final Map<String, Duration> DURATIONS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1),
            "d",
            Duration.ofDays(1));
    private static final Map<String, Integer> SIZES = Map.of("B", 1, "KB", 1 << 10, "MB", 1 << 20, "GB", 1 << 30);

    static final Type<Optional<Rate>> RATE_OR_EMPTY =
            Type.of("requests per period, like 1000/1m or 5/s, or empty for no limit", Units::rate);

    private Units() {}

    static Type<Duration> duration(String min, String max) {
        Duration least = duration(min);
        Duration most = duration(max);
        String allowed = "a duration between " + min + " and " + max + ", like 500ms, 30s, 5m or 1h";
        return Type.of(allowed, text -> {
            Duration duration = duration(text);
            if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                throw new IllegalArgumentException("out of range");
            }
            return duration;
        });
    }

    static Type<Integer> size(String min, String max) {
        int least = size(min);
        int most = size(max);
        return Type.of("a size between " + min + " and " + max + ", like 512KB or 10MB", text -> {
            int size = size(text);
            if (size < least || size > most) {
                throw new IllegalArgumentException("out of range");
            }
            return size;
        });
    }

    private static Duration duration(String text) {
        Matcher parts = matched(DURATION, text);
        return unit(DURATIONS, parts.group(2)).multipliedBy(Long.parseLong(parts.group(1)));
    }

    private static int size(String text) {
        Matcher parts = matched(SIZE, text);
        long unit = parts.group(2) == null ? 1 : unit(SIZES, parts.group(2));
        long bytes = Long.parseLong(parts.group(1)) * unit;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("above two gigabytes");
        }
        return (int) bytes;
    }

    private static Optional<Rate> rate(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = matched(RATE, text);
        String period = parts.group(2);
        boolean unitOnly = !Character.isDigit(period.charAt(0));
        return Optional.of(new Rate(Integer.parseInt(parts.group(1)), duration(unitOnly ? "1" + period : period)));
    }

    private static <T> T unit(Map<String, T> units, String name) {
        T unit = units.get(name);
        if (unit == null) {
            throw new IllegalArgumentException("unknown unit");
        }
        return unit;
    }

    private static Matcher matched(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no number with a known unit");
        }
        return matcher;
    }
}
