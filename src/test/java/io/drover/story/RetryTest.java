package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static io.drover.testing.ScriptedServer.eachBatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A destination that fails for a moment is asked again, so often and so late as the connection says. */
class RetryTest {
    private static final Step OK = answer(200, "[]");
    private static final Step BUSY = answer(503, "busy");

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            .connection("recovers", "max-retries=3")
            .connection("exhausted", "max-retries=2", "pause-after-exhausted=0")
            .connection("never", "max-retries=0", "pause-after-exhausted=0")
            .connection("apart", "max-retries=1")
            .connection("mixed", "max-retries=1", "pause-after-exhausted=0")
            .connection("asked", "max-retries=1")
            .connection("doubles", "max-retries=4", "backoff=100ms", "max-backoff=400ms")
            .connection("flapping", "max-retries=30", "backoff=1ms", "max-backoff=5ms")
            .connection("final", "max-retries=3", "concurrency=1")
            .connection("thousand", "max-retries=1000", "backoff=1ms", "max-backoff=1ms");

    @Story
    void retriesUpToTheLimitAreNoFailure() throws IOException {
        ScriptedServer server = HOME.serve("recovers", eachBatch(BUSY, answer(502, ""), answer(521, ""), OK));

        Loaded loaded = HOME.load("recovers", 4).succeeds(4).took(8, 6, 0);

        assertThat(server.received()).hasSize(8);
        assertThat(loaded.succeeded("_attempts")).containsOnly("4");
        assertThat(loaded.succeeded("_http_status")).containsOnly("200");
    }

    @Story
    void aBatchIsGivenUpAfterExactlyItsRetries() throws IOException {
        ScriptedServer server = HOME.serve("exhausted", BUSY);

        Loaded loaded = HOME.load("exhausted", 14).fails(14, "exhausted").took(21, 14, 0);

        assertThat(server.received()).hasSize(21);
        assertThat(loaded.failed("_attempts")).containsOnly("3");
        assertThat(loaded.failed("_http_status")).containsOnly("503");
        assertThat(loaded.failed("_message"))
                .allSatisfy(message -> assertThat(message).contains("503"));
    }

    @Story
    void withoutRetriesOneAttemptIsAll() throws IOException {
        ScriptedServer server = HOME.serve("never", BUSY);

        HOME.load("never", 4).fails(4, "exhausted").took(2, 0, 0);

        assertThat(server.received()).hasSize(2);
    }

    @Story
    void yieldsDoNotUseUpRetries() throws IOException {
        Step later = answer(429, "");
        HOME.serve("apart", later, later, later, answer(502, ""), OK);

        HOME.load("apart", 2).succeeds(2).took(5, 1, 3);
    }

    @Story
    void yieldsBetweenRetriesDoNotGiveRetriesBack() throws IOException {
        Step later = answer(429, "");
        ScriptedServer server = HOME.serve("mixed", BUSY, later, BUSY, OK);

        Loaded loaded = HOME.load("mixed", 2).fails(2, "exhausted").took(3, 1, 1);

        assertThat(server.received()).hasSize(3);
        assertThat(loaded.failed("_attempts")).containsOnly("3");
    }

    @Story
    void noRetryComesSoonerThanTheDestinationAsked() throws IOException {
        ScriptedServer server = HOME.serve("asked", answer(503, "", "Retry-After: 1"), OK);

        HOME.load("asked", 2).succeeds(2).took(2, 1, 0);

        assertThat(gaps(server)).allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(1000L));
    }

    @Story
    void waitsDoubleFromTheFirstRetryUpToTheLongest() throws IOException {
        ScriptedServer server = HOME.serve("doubles", BUSY, BUSY, BUSY, BUSY, OK);

        HOME.load("doubles", 2).succeeds(2).took(5, 4, 0);

        List<Long> gaps = gaps(server);
        List<Integer> nominal = List.of(100, 200, 400, 400);
        for (int at = 0; at < nominal.size(); at++) {
            // Jitter takes up to half away; a busy machine adds.
            assertThat(gaps.get(at)).isBetween(nominal.get(at) / 2L, nominal.get(at) + 800L);
        }
    }

    @Story
    void aThousandRetriesAreAThousandRetries() throws IOException {
        ScriptedServer server = HOME.serve("thousand", BUSY);

        HOME.load("thousand", 2).fails(2, "exhausted").took(1001, 1000, 0);

        assertThat(server.received()).hasSize(1001);
    }

    private static List<Long> gaps(ScriptedServer server) {
        List<Received> received = server.received();
        return IntStream.range(1, received.size())
                .mapToObj(at -> Duration.ofNanos(received.get(at).atNanos()
                                - received.get(at - 1).atNanos())
                        .toMillis())
                .toList();
    }

    @Story
    void aDestinationThatFailsEveryOtherTimeGetsEverything() throws IOException {
        Random random = new Random(7);
        ScriptedServer server = HOME.serve("flapping", by(request -> {
            synchronized (random) {
                return random.nextBoolean() ? OK : BUSY;
            }
        }));

        Loaded loaded = HOME.load("flapping", 100).succeeds(100);

        int requests = server.received().size();
        loaded.took(requests, requests - 50, 0);
        assertThat(loaded.succeeded("_attempts"))
                .allSatisfy(attempts -> assertThat(Integer.parseInt(attempts)).isBetween(1, 31));
    }

    @Story
    void everyOtherRefusalIsFinalAtOnce() throws IOException {
        List<Integer> refusals = List.of(400, 402, 404, 405, 409, 410, 415, 422, 501, 505);
        Step[] steps = refusals.stream().map(status -> answer(status, "")).toArray(Step[]::new);
        ScriptedServer server = HOME.serve("final", steps);

        Loaded loaded = HOME.load("final", 20).fails(20, "http").took(10, 0, 0);

        assertThat(server.received()).hasSize(10);
        assertThat(loaded.failed("_http_status").stream().distinct())
                .containsExactlyElementsOf(
                        refusals.stream().map(String::valueOf).toList());
    }
}
