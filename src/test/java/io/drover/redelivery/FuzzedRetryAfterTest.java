package io.drover.redelivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.Fuzz;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whatever a destination says. */
class FuzzedRetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final List<DateTimeFormatter> FORMS = List.of(
            form("EEE, dd MMM yyyy HH:mm:ss 'GMT'"),
            form("EEEE, dd-MMM-yy HH:mm:ss 'GMT'"),
            form("EEE MMM ppd HH:mm:ss yyyy"));

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    @Test
    void everyDateMeansTheTimeUntilThenInEachOfItsForms() {
        Fuzz.check(fuzz -> {
            Instant date = NOW.plusSeconds(fuzz.below(400_000) - 100_000L);
            Duration until = Duration.between(NOW, date);
            Duration wait = until.isNegative()
                    ? Duration.ZERO
                    : until.compareTo(RetryAfter.LONGEST) > 0 ? RetryAfter.LONGEST : until;
            assertThat(RetryAfter.parse(fuzz.oneOf(FORMS).format(date), NOW)).contains(wait);
        });
    }

    @Test
    void anyNumberOfSecondsIsAWaitOfADayAtMost() {
        Fuzz.check(fuzz -> {
            String digits = Long.toUnsignedString(fuzz.random().nextLong() >>> fuzz.below(64));
            long seconds = digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits);
            assertThat(RetryAfter.parse("0".repeat(fuzz.below(30)) + digits, NOW))
                    .contains(Duration.ofSeconds(Math.min(seconds, RetryAfter.LONGEST.toSeconds())));
        });
    }

    @Test
    void whatIsNeitherIsAWaitInBoundsOrNone() {
        Fuzz.check(fuzz -> {
            String text = fuzz.below(3) == 0
                    ? fuzz.text(8)
                    : fuzz.spoilt(fuzz.oneOf(FORMS).format(NOW.plusSeconds(fuzz.below(100_000))));
            Optional<Duration> wait = RetryAfter.parse(text, NOW);
            assertThat(wait.orElse(Duration.ZERO)).isBetween(Duration.ZERO, RetryAfter.LONGEST);
        });
    }
}
