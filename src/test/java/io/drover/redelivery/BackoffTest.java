package io.drover.redelivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final SplittableRandom random = new SplittableRandom(1);
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    @Test
    void doublesFromTheFirstWaitWithinHalfAndWhole() {
        for (int retry = 1; retry <= 9; retry++) {
            Duration nominal = Duration.ofSeconds(1L << (retry - 1));
            for (int draw = 0; draw < 100; draw++) {
                assertThat(backoff.delay(retry, random)).isBetween(nominal.dividedBy(2), nominal);
            }
        }
    }

    @Test
    void spreadsTheWaits() {
        assertThat(java.util.stream.IntStream.range(0, 100).mapToObj(draw -> backoff.delay(3, random)))
                .anyMatch(delay -> delay.compareTo(Duration.ofMillis(2500)) < 0)
                .anyMatch(delay -> delay.compareTo(Duration.ofMillis(3500)) > 0);
    }

    @Test
    void staysAtTheMaximumHoweverManyRetries() {
        assertThat(backoff.delay(10, random)).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
        assertThat(backoff.delay(Integer.MAX_VALUE, random)).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    }

    @Test
    void refusesAMaximumBelowTheFirstWait() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("max-backoff must be between backoff (PT2S)");
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("backoff must be above zero");
    }

    @Test
    void theMaximumMayBeTheFirstWaitAndAYearAtMost() {
        Duration year = Duration.ofDays(365);
        assertThat(new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(2)).delay(9, random))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(new Backoff(year, year).delay(Integer.MAX_VALUE, random)).isBetween(year.dividedBy(2), year);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), year.plusNanos(1)))
                .hasMessageContaining("and PT8760H, but was PT8760H0.000000001S (set max-backoff)");
    }

    @Test
    void countsRetriesFromOne() {
        assertThatThrownBy(() -> backoff.delay(0, random)).isInstanceOf(IllegalArgumentException.class);
    }
}
