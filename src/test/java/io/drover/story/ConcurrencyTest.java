package io.drover.story;

import static io.drover.testing.ScriptedServer.after;
import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much a connection takes at once and in a while, whoever sends. */
class ConcurrencyTest {
    private static final Step OK = answer(200, "[]");
    private static final int FILES = 5;

    @RegisterExtension
    static final DroverHome HOME = home();

    private static DroverHome home() {
        DroverHome home = new DroverHome()
                .connection("three", "concurrency=3")
                .connection("five", "concurrency=3")
                .connection("rate", "concurrency=8", "rate=20/1s")
                .connection("gate", "concurrency=2");
        for (int file = 1; file <= FILES; file++) {
            home.addLoad("five-" + file, "five");
        }
        return home.addLoad("gate-other", "gate");
    }

    @Story
    void neverMoreBatchesAreInFlightThanAllowed() throws IOException {
        InFlight inFlight = new InFlight();
        HOME.serve("three", inFlight.of(OK));

        HOME.load("three", 60).succeeds(60).took(30, 0, 0);

        assertThat(inFlight.most).hasValue(3);
    }

    @Story
    void fiveFilesAtOnceShareTheConnection() throws Exception {
        InFlight inFlight = new InFlight();
        ScriptedServer server = HOME.serve("five", inFlight.of(OK));
        List<CompletableFuture<Optional<Loaded>>> all = new ArrayList<>();
        for (int file = 1; file <= FILES; file++) {
            all.add(HOME.loading("five-" + file, DroverHome.records(20 + file)));
        }

        for (int file = 1; file <= FILES; file++) {
            all.get(file - 1).get(20, TimeUnit.SECONDS).orElseThrow().succeeds(20 + file);
        }

        assertThat(inFlight.most).hasValue(3);
        assertThat(server.received()).hasSize(11 + 11 + 12 + 12 + 13);
        assertThat(server.received())
                .extracting(request -> request.header("Idempotency-Key"))
                .doesNotHaveDuplicates();
    }

    @Story
    void theRateIsHeldInEveryPeriod() throws IOException {
        ScriptedServer server = HOME.serve("rate", OK);

        HOME.load("rate", 90).succeeds(90).took(45, 0, 0);

        List<Received> received = server.received();
        long second = Duration.ofSeconds(1).toNanos();
        for (Received from : received) {
            assertThat(received)
                    .filteredOn(to -> to.atNanos() >= from.atNanos() && to.atNanos() < from.atNanos() + second)
                    // One may arrive late out of the period before.
                    .hasSizeLessThanOrEqualTo(21);
        }
        assertThat(received.get(44).atNanos() - received.get(0).atNanos()).isLessThan(5 * second);
    }

    @Story
    void twoLoadsOfAConnectionWaitTogether() throws Exception {
        ScriptedServer server = HOME.serve("gate", answer(429, "", "Retry-After: 2"), after(Duration.ofMillis(50), OK));

        CompletableFuture<Optional<Loaded>> one = HOME.loading("gate", DroverHome.records(10));
        CompletableFuture<Optional<Loaded>> other = HOME.loading("gate-other", DroverHome.records(12));
        one.get(20, TimeUnit.SECONDS).orElseThrow().succeeds(10);
        other.get(20, TimeUnit.SECONDS).orElseThrow().succeeds(12);

        List<Received> received = server.received();
        assertThat(received).hasSize(12);
        long refused = received.get(0).atNanos();
        assertThat(received)
                .filteredOn(request ->
                        request.atNanos() - refused > Duration.ofMillis(500).toNanos())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(request -> assertThat(request.atNanos() - refused)
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(2).toNanos()));
    }

    /** How many requests a server has at a time. */
    private static final class InFlight {
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        Step of(Step step) {
            return line -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                line.pause(Duration.ofMillis(20));
                now.decrementAndGet();
                return step.play(line);
            };
        }
    }
}
