package io.drover.story;

import static io.drover.testing.ScriptedServer.after;
import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.RudeServer;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import io.micrometer.core.instrument.Gauge;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A stop ends within seconds whatever is being waited for, and leaves the rest to the next start. */
class StopTest {
    private static final Step OK = answer(200, "[]");
    private static final String CSV = DroverHome.records(12);

    @Story
    void aPauseOfAnHourDoesNotHoldTheStop() throws Exception {
        try (DroverHome home = new DroverHome().connection("api", "concurrency=2", "max-retries=0")) {
            AtomicReference<Step> later = new AtomicReference<>(answer(429, "", "Retry-After: 3600"));
            ScriptedServer server = home.serve("api", by(request -> isOfFirst(request) ? OK : later.get()));
            stopWhen(home, () -> server.received().size() >= 3);
            List<Received> before = server.received();

            later.set(OK);
            Loaded loaded = home.resume("api").succeeds(12);

            List<Received> since =
                    server.received().subList(before.size(), server.received().size());
            // The two that were settled are not sent again, the four others are, each with its first key.
            assertThat(since).hasSize(4).noneMatch(StopTest::isOfFirst);
            assertThat(keys(server.received())).hasSize(6);
            assertThat(loaded.summary().tally().batches()).isEqualTo(6);
        }
    }

    @Story
    void aRetryIsCountedOverTheStop() throws Exception {
        try (DroverHome home = new DroverHome()
                .connection("api", "max-retries=1", "backoff=1h", "max-backoff=1h", "load.grouping-limit=12")) {
            ScriptedServer server = home.serve("api", answer(503, ""));
            stopWhen(home, () -> !server.received().isEmpty());

            home.resume("api").fails(12, "exhausted");

            assertThat(server.received()).hasSize(2);
            assertThat(keys(server.received())).hasSize(1);
        }
    }

    @Story
    void credentialsThatWereNeverGoodLeaveTheRunPending() throws Exception {
        try (DroverHome home = new DroverHome().connection("api", "max-retries=0")) {
            AtomicReference<Step> answer = new AtomicReference<>(answer(401, ""));
            ScriptedServer server = home.serve("api", by(request -> answer.get()));
            stopWhen(home, () -> server.received().size() >= 4);

            answer.set(OK);
            home.resume("api").succeeds(12);
        }
    }

    @Story
    void aDestinationThatIsDownLeavesTheRunPending() throws Exception {
        try (DroverHome home = new DroverHome().connection("api", "max-retries=0")) {
            home.refuse("api");
            stopWhen(home, () -> home.meters().find("drover.requests").counter() != null);

            ScriptedServer server = home.serve("api", OK);
            home.resume("api").succeeds(12).took(6, 0, 0);

            assertThat(server.received()).hasSize(6);
        }
    }

    @Story
    void theRateDoesNotHoldTheStop() throws Exception {
        try (DroverHome home = new DroverHome().connection("api", "rate=1/1h", "concurrency=2")) {
            ScriptedServer server = home.serve("api", OK);
            stopWhen(home, () -> server.received().size() == 1);

            home.set("api", "rate=");
            home.resume("api").succeeds(12).took(6, 0, 0);

            assertThat(server.received()).hasSize(6);
        }
    }

    @Story
    void aRequestWithoutAnswerIsNotGivenUpBecauseOfTheStop() throws Exception {
        try (DroverHome home = new DroverHome().connection("api", "max-retries=0", "response-timeout=1h")) {
            AtomicReference<Step> answer = new AtomicReference<>(ScriptedServer.silence());
            ScriptedServer server = home.serve("api", by(request -> isOfFirst(request) ? OK : answer.get()));
            Duration took = stopWhen(home, () -> server.received().size() == 6);
            List<Received> before = server.received();

            assertThat(took).isLessThan(Duration.ofSeconds(5));
            assertThat(inFlight(home)).isZero();

            answer.set(OK);
            home.resume("api").succeeds(12);

            assertThat(server.received()).hasSize(10);
            assertThat(keys(server.received())).hasSize(6).containsAll(keys(before));
        }
    }

    @Story
    void anAnswerThatIsOnItsWayIsStillRecorded() throws Exception {
        try (DroverHome home = new DroverHome().connection("api", "concurrency=2")) {
            Step late = after(Duration.ofSeconds(1), OK);
            ScriptedServer server = home.serve("api", by(request -> isOfFirst(request) ? OK : late));
            stopWhen(home, () -> server.received().size() == 4);

            home.resume("api").succeeds(12).took(6, 0, 0);

            assertThat(server.received()).hasSize(6);
        }
    }

    @Story
    void aConnectionThatIsBeingOpenedDoesNotHoldTheStop() throws Exception {
        try (DroverHome home = new DroverHome().connection("api", "connect-timeout=1h")) {
            home.refuse("api");
            Closeable full = RudeServer.full(home.url("api").getPort());
            try (full) {
                Duration took = stopWhen(home, () -> inFlight(home) == 1);

                assertThat(took).isLessThan(Duration.ofSeconds(5));
            }

            home.serve("api", OK);
            home.resume("api").succeeds(12).took(6, 0, 0);
        }
    }

    @Story
    void aTokenThatIsNotAnsweredDoesNotHoldTheStop() throws Exception {
        try (DroverHome home = new DroverHome()
                .connection("tokens")
                .connection("api", "auth=oauth2", "client-key=key", "client-secret=secret", "response-timeout=1h")) {
            home.set("api", "oauth-base-url=" + home.url("tokens") + "/token");
            ScriptedServer tokens = home.serve("tokens", ScriptedServer.silence());
            Duration took = stopWhen(home, () -> !tokens.received().isEmpty());

            assertThat(took).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Story
    void aStopWithRequestsInFlightIsSaidInAFewLines() throws Exception {
        try (DroverHome home = new DroverHome().connection("api", "response-timeout=1h", "load.settle=10ms")) {
            Step silence = ScriptedServer.silence();
            ScriptedServer server = home.serve("api", by(request -> isOfFirst(request) ? OK : silence));
            Path inbox = Files.createDirectories(home.folders().home().resolve("inbox/api"));
            Files.writeString(inbox.resolve("records.csv"), CSV);
            try (DroverProcess process = home.process("INFO", List.of(), "run")) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> server.received().size() == 6);

                assertThat(process.terminate()).isLessThan(Duration.ofSeconds(7));

                assertThat(process.lines("Run stopped with records pending")).hasSize(1);
                assertThat(process.printed().lines()).hasSizeLessThan(8);
            }
        }
    }

    private static int inFlight(DroverHome home) {
        Gauge gauge = home.meters().find("drover.batches.in.flight").gauge();
        return gauge == null ? 0 : (int) gauge.value();
    }

    /** Loads in the background, and stops when that is so: within 10 s, with nothing published. */
    private static Duration stopWhen(DroverHome home, java.util.concurrent.Callable<Boolean> moment) throws Exception {
        home.start();
        CompletableFuture<Optional<Loaded>> loading = home.loading("api", CSV);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(moment);
        Instant before = Instant.now();
        home.stop();
        Duration took = Duration.between(before, Instant.now());
        assertThat(took).isLessThan(Duration.ofSeconds(10));
        assertThat(loading.get(5, TimeUnit.SECONDS)).isEmpty();
        assertThat(results(home)).isEmpty();
        return took;
    }

    private static List<Path> results(DroverHome home) throws IOException {
        Path results = home.folders().results("api");
        if (!Files.exists(results)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(results)) {
            return files.toList();
        }
    }

    private static boolean isOfFirst(Received request) {
        return request.body().contains("name 1\"") || request.body().contains("name 3\"");
    }

    private static List<String> keys(List<Received> requests) {
        return requests.stream()
                .map(request -> request.header("Idempotency-Key"))
                .distinct()
                .toList();
    }
}
