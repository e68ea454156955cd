package io.drover.redelivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code spec/retry-after.yaml}, case by case. */
class RetryAfterTest {
    @TestFactory
    Stream<DynamicTest> readsTheField() throws IOException {
        SpecTable table = SpecTable.read("retry-after.yaml");
        Instant now = Instant.parse(table.text("now"));
        return table.cases().stream()
                .map(line -> DynamicTest.dynamicTest(line.text("id"), () -> {
                    Optional<Duration> expected = line.text("seconds").equals("none")
                            ? Optional.empty()
                            : Optional.of(Duration.ofSeconds(line.number("seconds", 0)));
                    assertThat(RetryAfter.parse(line.text("text"), now)).isEqualTo(expected);
                }));
    }

    @Test
    void readsATwoDigitYearFiftyYearsAheadAsTheFuture() {
        Instant now = Instant.parse("2026-12-31T23:59:58Z");
        assertThat(RetryAfter.parse("Thursday, 31-Dec-76 23:59:59 GMT", now)).contains(RetryAfter.LONGEST);
        assertThat(RetryAfter.parse("Friday, 31-Dec-77 23:59:59 GMT", now)).contains(Duration.ZERO);
    }
}
