package io.drover.redelivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code Retry-After} field (RFC 9110 §10.2.3): delay-seconds, or an HTTP-date in any of its three forms
 * (§5.6.7: IMF-fixdate, RFC 850, asctime).
 *
 * <p>The name of the weekday is not compared with the date. What is neither form is ignored, as if the field were
 * missing.
 */
public final class RetryAfter {
    /**
     * The longest wait that is believed, so that a slip of the destination (milliseconds since 1970 as seconds, a
     * wrong year) does not park a connection for ever. Daily quotas fit into it.
     */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final String TIME = "(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})";
    private static final Pattern IMF_FIXDATE =
            Pattern.compile("[A-Za-z]{3}, (?<day>\\d{2}) (?<month>[A-Za-z]{3}) (?<year>\\d{4}) " + TIME + " GMT");
    private static final Pattern RFC_850 =
            Pattern.compile("[A-Za-z]{6,9}, (?<day>\\d{2})-(?<month>[A-Za-z]{3})-(?<year>\\d{2}) " + TIME + " GMT");
    private static final Pattern ASCTIME =
            Pattern.compile("[A-Za-z]{3} (?<month>[A-Za-z]{3}) (?<day>[ \\d]\\d) " + TIME + " (?<year>\\d{4})");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private RetryAfter() {}

    /** The wait that the text asks for, at most {@link #LONGEST}; zero for a date that has passed. */
    public static Optional<Duration> parse(String text, Instant now) {
        String value = text.strip();
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(seconds(value));
        }
        return date(value, now).map(date -> capped(Duration.between(now, date)));
    }

    private static Duration seconds(String digits) {
        // More than nine digits are over thirty years.
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 9 ? LONGEST : capped(Duration.ofSeconds(Long.parseLong(significant)));
    }

    private static Duration capped(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Optional<Instant> date(String value, Instant now) {
        for (Pattern form : List.of(IMF_FIXDATE, RFC_850, ASCTIME)) {
            Matcher date = form.matcher(value);
            if (date.matches()) {
                return instant(date, now);
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> instant(Matcher date, Instant now) {
        int month = MONTHS.indexOf(date.group("month").toLowerCase(Locale.ROOT)) + 1;
        try {
            LocalDateTime time = LocalDateTime.of(
                    year(date.group("year"), now),
                    month,
                    number(date, "day"),
                    number(date, "hour"),
                    number(date, "minute"),
                    // 60 is a leap second (RFC 9110 §5.6.7); one second is no reason to call the date garbage.
                    number(date, "second") == 60 ? 59 : number(date, "second"));
            return Optional.of(time.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static int number(Matcher date, String group) {
        return Integer.parseInt(date.group(group).strip());
    }

    /** Two digits that would lie more than fifty years ahead mean the past century's year (RFC 9110 §5.6.7). */
    private static int year(String digits, Instant now) {
        int year = Integer.parseInt(digits);
        if (digits.length() > 2) {
            return year;
        }
        int current = now.atOffset(ZoneOffset.UTC).getYear();
        int candidate = current - current % 100 + year;
        return candidate > current + 50 ? candidate - 100 : candidate;
    }
}
