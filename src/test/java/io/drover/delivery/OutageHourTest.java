package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.redelivery.AttemptResult;
import io.drover.redelivery.RedeliveryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An hour in which a destination fails, and what comes after it. */
class OutageHourTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BACK = Duration.ofSeconds(5);
    private static final Duration ALMOST_FOUR = Duration.ofMillis(3900);
    private static final int MAX_RETRIES = RedeliveryPolicy.DEFAULT_MAX_RETRIES;
    /** What each lane may have tried before the connection pauses. */
    private static final int BEFORE_THE_PAUSE =
            (RedeliveryPolicy.DEFAULT_PAUSE_AFTER_EXHAUSTED + OutageHour.LANES) * (1 + MAX_RETRIES);

    private final OutageHour hour = new OutageHour();

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504, 520, 521})
    void anHourOfErrorsCostsAHandfulOfBatchesAndAProbeNowAndThen(int status) throws Exception {
        theConnectionPausesAndIsBack(new AttemptResult.Answered(status, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"connection reset", "no answer within 60 s"})
    void soDoesAnHourWithoutAnswers(String reason) throws Exception {
        theConnectionPausesAndIsBack(new AttemptResult.Unknown(reason));
    }

    private void theConnectionPausesAndIsBack(AttemptResult failure) throws Exception {
        fail(failure);
        assertThat(hour.refused).hasSizeLessThanOrEqualTo(BEFORE_THE_PAUSE + 3600 / 4);
        assertThat(hour.givenUp).isLessThan(RedeliveryPolicy.DEFAULT_PAUSE_AFTER_EXHAUSTED + OutageHour.LANES);
        assertThat(hour.refusals.values().stream()
                        .filter(tries -> tries > 1 + MAX_RETRIES)
                        .count())
                .as("batches tried more than max-retries allows: those that are kept, and probe")
                .isLessThanOrEqualTo(OutageHour.LANES);
        isBackWithin(BACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not reachable", "connection refused"})
    void anHourWithoutAConnectionGivesNothingUp(String reason) throws Exception {
        fail(new AttemptResult.NotSent(reason));
        assertThat(hour.refused).hasSizeLessThanOrEqualTo(OutageHour.LANES + 3 + 3600 / 4);
        assertThat(hour.givenUp).isZero();
        isBackWithin(BACK);
    }

    @ParameterizedTest
    @CsvSource({"'',920", "soon,920", "0,920", "1,920", "30,124"})
    void anHourOfTooManyRequestsGivesNothingUpAndSlowsDown(String retryAfter, int atMost) throws Exception {
        fail(new AttemptResult.Answered(429, Optional.of(retryAfter).filter(text -> !text.isEmpty())));
        assertThat(hour.refused).hasSizeLessThanOrEqualTo(OutageHour.LANES + atMost);
        assertThat(hour.givenUp).isZero();
        List<Duration> late = hour.refused.subList(hour.refused.size() / 2, hour.refused.size());
        for (int i = 1; i < late.size(); i++) {
            assertThat(late.get(i).minus(late.get(i - 1)))
                    .as("one after the other")
                    .isGreaterThan(ALMOST_FOUR);
        }
        isBackWithin(retryAfter.equals("30") ? Duration.ofSeconds(31) : BACK);
    }

    /** Before anything is sent into a pause that was asked for, it is over. */
    @ParameterizedTest
    @ValueSource(ints = {2, 30, 600})
    void aPauseThatIsAskedForIsKept(int seconds) throws Exception {
        fail(new AttemptResult.Answered(429, Optional.of(Integer.toString(seconds))));
        List<Duration> later = hour.refused.subList(OutageHour.LANES, hour.refused.size());
        assertThat(later).isNotEmpty();
        for (int i = 1; i < later.size(); i++) {
            assertThat(later.get(i).minus(later.get(i - 1))).isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
        }
    }

    /** After a minute that is well. */
    private void fail(AttemptResult failure) throws StoppedException {
        hour.runFor(Duration.ofMinutes(1));
        assertThat(hour.refused).isEmpty();
        assertThat(hour.accepted).isNotEmpty();
        hour.meet(failure);
        hour.runFor(HOUR);
        assertThat(hour.refused).isNotEmpty();
    }

    private void isBackWithin(Duration limit) throws StoppedException {
        Duration back = hour.time();
        hour.accepted.clear();
        hour.meet(new AttemptResult.Answered(200, Optional.empty()));
        hour.runFor(limit);
        assertThat(hour.accepted)
                .as("requests that were taken within %s of the end of the outage", limit)
                .isNotEmpty()
                .allSatisfy(started ->
                        assertThat(started.compareTo(back.minusMillis(200))).isPositive());
    }
}
