package io.drover.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What the sink counts is what the benchmark believes. */
class SinkEndpointTest {
    private static final long MILLI = 1_000_000;
    private static final long START = 1_000_000 * MILLI;

    private final SinkStats stats = new SinkStats(Clock.systemUTC());

    @Test
    void everyFiftiethBulkRequestIsRefusedRecordByRecord() {
        SinkEndpoint bulk = SinkEndpoint.of("/bulk/3");
        for (int i = 1; i < 50; i++) {
            assertThat(text(bulk.answer(START, stats))).contains("{\"success\":{\"data\":[{},{},{}]}");
        }
        assertThat(text(bulk.answer(START, stats)).split("E1", -1)).hasSize(4);
        assertThat(stats.toString()).contains("accepted=50\n", "refused_records=3\n");
    }

    @Test
    void rateIsABurstOfTwentyAndThenOneRequestPerPeriod() {
        SinkEndpoint rate = SinkEndpoint.of("/rate/200");
        for (int i = 0; i < 20; i++) {
            assertThat(text(rate.answer(START, stats))).startsWith("HTTP/1.1 200");
        }
        assertThat(text(rate.answer(START, stats))).startsWith("HTTP/1.1 429").contains("Retry-After: 1");
        assertThat(text(rate.answer(START + 4 * MILLI, stats))).startsWith("HTTP/1.1 429");
        assertThat(text(rate.answer(START + 6 * MILLI, stats))).startsWith("HTTP/1.1 200");
    }

    @Test
    void aRequestWithinThePauseIsAViolationUnlessItWasOnItsWay() {
        stats.refused(START);
        stats.arrived(START + 40 * MILLI, 0);
        assertThat(stats.toString()).contains("pause_violations=0\n");
        stats.refused(START + 40 * MILLI);
        stats.arrived(START + 60 * MILLI, 0);
        stats.arrived(START + 1039 * MILLI, 0);
        assertThat(stats.toString()).contains("pause_violations=2\n");
        stats.arrived(START + 1040 * MILLI, 0);
        assertThat(stats.toString()).contains("pause_violations=2\n");
    }

    private static String text(SinkAnswer answer) {
        return StandardCharsets.UTF_8.decode(answer.http().duplicate()).toString();
    }
}
