package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.eachBatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;

/** "Later" is waited out by the whole connection, as often as it is said, and is no retry. */
class YieldingTest {
    private static final Step OK = answer(200, "[]");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            .connection("seconds", "max-retries=0", "concurrency=4")
            .connection("date", "max-retries=0")
            .connection("garbage", "max-retries=0")
            .connection("often", "max-retries=0", "concurrency=1")
            .connection("every", "max-retries=0", "concurrency=2")
            .connection("configured", "max-retries=0", "yielding-error-codes=420,503", "recoverable-error-codes=502");

    @Story
    void theWholeConnectionWaitsAsLongAsItWasAskedTo() throws IOException {
        ScriptedServer server = HOME.serve("seconds", answer(429, "slow down", "Retry-After: 2"), OK);

        Loaded loaded = HOME.load("seconds", 40).succeeds(40);

        List<Received> received = server.received();
        Received refused = received.get(0);
        assertThat(loaded.summary().tally().retries()).isZero();
        assertThat(loaded.summary().tally().yields()).isEqualTo(1);
        assertThat(loaded.summary().tally().requests()).isEqualTo(21).isEqualTo(received.size());
        // What was in flight with the refused request came at once, all else after the pause.
        assertThat(received.subList(1, received.size()))
                .filteredOn(request -> millis(refused, request) > 500)
                .hasSizeGreaterThanOrEqualTo(17)
                .allSatisfy(request -> assertThat(millis(refused, request)).isGreaterThanOrEqualTo(2000));
    }

    @Story
    void aDateIsWaitedFor() throws IOException {
        Instant until = Instant.now().plusSeconds(3);
        String date = HTTP_DATE.format(until.atOffset(ZoneOffset.UTC));
        ScriptedServer server = HOME.serve("date", answer(429, "", "Retry-After: " + date), OK);

        HOME.load("date", 2).succeeds(2).took(2, 0, 1);

        assertThat(gaps(server)).allSatisfy(gap -> assertThat(gap).isBetween(1500L, 5000L));
    }

    @Story
    void aRetryAfterThatNobodyUnderstandsIsAsIfItWereMissing() throws IOException {
        ScriptedServer server = HOME.serve(
                "garbage",
                answer(429, "", "Retry-After: soon"),
                answer(429, "", "Retry-After: -5"),
                answer(429, "", "Retry-After: Thu, 99 Foo 2099 99:99:99 GMT"),
                OK);

        HOME.load("garbage", 2).succeeds(2).took(4, 0, 3);

        assertThat(gaps(server)).allSatisfy(gap -> assertThat(gap).isBetween(950L, 4000L));
    }

    @Story
    void laterIsNeverARetryHoweverOftenItIsSaid() throws IOException {
        Step later = answer(429, "");
        ScriptedServer server = HOME.serve("often", later, later, later, later, later, OK);

        Loaded loaded = HOME.load("often", 2).succeeds(2).took(6, 0, 5);

        assertThat(loaded.succeeded("_attempts")).containsOnly("6");
        assertThat(server.received())
                .extracting(Received::body, request -> request.header("Idempotency-Key"))
                .containsOnly(org.assertj.core.api.Assertions.tuple(
                        server.received().get(0).body(),
                        server.received().get(0).header("Idempotency-Key")));
    }

    @Story
    void everyBatchIsSentAgainAfterItsOwnRefusal() throws IOException {
        ScriptedServer server = HOME.serve("every", eachBatch(answer(429, ""), OK));

        HOME.load("every", 6).succeeds(6).took(6, 0, 3);

        assertThat(server.received()).hasSize(6);
    }

    @Story
    void whichCodesYieldIsConfigured() throws IOException {
        HOME.serve("configured", answer(420, ""), answer(503, "", "Retry-After: 1"), OK);

        HOME.load("configured", 2).succeeds(2).took(3, 0, 2);
    }

    private static List<Long> gaps(ScriptedServer server) {
        List<Received> received = server.received();
        return java.util.stream.IntStream.range(1, received.size())
                .mapToObj(at -> millis(received.get(at - 1), received.get(at)))
                .toList();
    }

    private static long millis(Received from, Received to) {
        return Duration.ofNanos(to.atNanos() - from.atNanos()).toMillis();
    }
}
