package io.drover.delivery;

import static io.drover.delivery.Traffic.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connection.Rate;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacerTest {
    private static final double BURST = 20;
    /** The mean latency of a request is half of 1 to 20 ms. */
    private static final double MEAN_LATENCY_SECONDS = 0.0105;

    @ParameterizedTest
    @CsvSource({"20,8", "20,64", "200,8", "200,64", "1000,8", "1000,64"})
    void usesAnUnknownRateAlmostWhollyFromTheFirstMinute(int rate, int senders) {
        Traffic traffic = new Traffic(new Pacer(Optional.empty()), senders, rate, BURST, SECOND);
        traffic.runUntil(60);
        assertThat(traffic.accepted).isGreaterThan((int) (0.93 * 60 * possible(rate, senders)));
        // What was in flight when the destination first refused could not be known to be too much.
        assertThat(traffic.refused - Math.min(traffic.refused, senders))
                .isLessThan((int) (0.02 * (traffic.accepted + traffic.refused)));
        assertThat(traffic.startedInsideAPause).isZero();
    }

    @ParameterizedTest
    @CsvSource({"20,8", "20,64", "200,8", "200,64", "1000,8", "1000,64"})
    void holdsJustBelowTheRateItLearned(int rate, int senders) {
        Traffic traffic = new Traffic(new Pacer(Optional.empty()), senders, rate, BURST, SECOND);
        traffic.runUntil(60);
        traffic.runUntil(300);
        assertThat(traffic.accepted).isGreaterThan((int) (0.95 * 240 * possible(rate, senders)));
        assertThat(traffic.refusedShare()).isLessThan(0.005);
        assertThat(traffic.startedInsideAPause).isZero();
    }

    @ParameterizedTest
    @CsvSource({"20,8", "20,64", "200,8", "200,64", "500,64"})
    void findsOutWithinTwoMinutesThatMoreIsAllowed(int rate, int senders) {
        Traffic traffic = new Traffic(new Pacer(Optional.empty()), senders, rate, BURST, SECOND);
        traffic.runUntil(60);
        traffic.allow(2 * rate);
        traffic.runUntil(180);
        traffic.runUntil(210);
        assertThat(traffic.accepted).isGreaterThan((int) (0.85 * 30 * possible(2 * rate, senders)));
    }

    @ParameterizedTest
    @CsvSource({"20,8", "20,64", "200,8", "200,64", "1000,64"})
    void followsADropToAQuarter(int rate, int senders) {
        Traffic traffic = new Traffic(new Pacer(Optional.empty()), senders, rate, BURST, SECOND);
        traffic.runUntil(60);
        traffic.allow(rate / 4.0);
        traffic.runUntil(75);
        traffic.runUntil(135);
        assertThat(traffic.accepted).isGreaterThan((int) (0.85 * 60 * possible(rate / 4.0, senders)));
        assertThat(traffic.refusedShare()).isLessThan(0.02);
    }

    @Test
    void neverHoldsBackADestinationThatDoesNotRefuse() {
        Traffic traffic = new Traffic(new Pacer(Optional.empty()), 64, 1_000_000, 1000, SECOND);
        traffic.runUntil(10);
        assertThat(traffic.accepted).isGreaterThan((int) (0.98 * 10 * possible(1_000_000, 64)));
    }

    @Test
    void keepsTryingAtAWalkWhileEverythingIsRefusedAndRampsUpAfterwards() {
        Traffic traffic = new Traffic(new Pacer(Optional.empty()), 8, 0, BURST, SECOND);
        traffic.runUntil(600);
        assertThat(traffic.refused).isBetween(100, 620);
        traffic.allow(200);
        traffic.runUntil(630);
        traffic.runUntil(750);
        assertThat(traffic.accepted).isGreaterThan((int) (0.85 * 120 * 200));
    }

    @Test
    void countsTheRefusalsOfWhatWasInFlightAsOneEvent() {
        Pacer pacer = new Pacer(Optional.empty());
        for (int request = 0; request < 64; request++) {
            pacer.started(request);
        }
        for (int request = 0; request < 20; request++) {
            pacer.accepted(request);
        }
        for (int request = 20; request < 64; request++) {
            pacer.refused(request, 1000 + request, SECOND);
        }
        assertThat(pacer.next(5000)).isEqualTo(SECOND + 1063);
        long resumed = SECOND + 1063;
        assertThat(pacer.next(resumed)).isLessThanOrEqualTo(resumed);
        assertThat(pacer.rate(resumed)).isEqualTo(20);
    }

    @Test
    void honoursTheLongestPauseAsked() {
        Pacer pacer = new Pacer(Optional.empty());
        pacer.refused(0, 0, 3600 * SECOND);
        pacer.refused(0, 10, SECOND);
        assertThat(pacer.next(20)).isEqualTo(3600 * SECOND);
    }

    @ParameterizedTest
    @CsvSource({"1000,60", "1,1", "5,1", "60,60", "100,1", "100000,3600"})
    void keepsTheConfiguredRateInEveryPeriod(int requests, int seconds) {
        Pacer pacer = new Pacer(Optional.of(new Rate(requests, Duration.ofSeconds(seconds))));
        int starts = 3 * requests;
        long[] times = new long[starts];
        long now = 0;
        for (int start = 0; start < starts; start++) {
            now = Math.max(now, pacer.next(now));
            times[start] = now;
            pacer.started(now);
        }
        assertThat(times[0]).isZero();
        for (int start = requests; start < starts; start++) {
            assertThat(times[start] - times[start - requests])
                    .isGreaterThanOrEqualTo(seconds * SECOND - 1000L * requests);
        }
        assertThat(times[starts - 1]).isLessThan(4L * seconds * SECOND);
    }

    private static double possible(double rate, int senders) {
        return Math.min(rate, senders / MEAN_LATENCY_SECONDS);
    }
}
