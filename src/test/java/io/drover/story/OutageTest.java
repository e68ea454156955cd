package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A destination that is down keeps its records waiting; it does not turn a file into an error file. */
class OutageTest {
    private static final Step OK = answer(200, "[]");

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            .connection("refused", "max-retries=0")
            .connection("unknown-host", "api-base-url=http://nowhere.invalid", "max-retries=0")
            .connection("credentials", "max-retries=0")
            .connection("forbidden", "max-retries=0", "concurrency=1")
            .connection("revoked", "concurrency=1", "pause-after-exhausted=2", "max-backoff=1s")
            .connection("storm", "max-retries=1", "concurrency=1", "pause-after-exhausted=2");

    @Story
    void aRefusedConnectionWaitsAndGoesOnWhenTheServerIsBack() throws Exception {
        HOME.refuse("refused");
        CompletableFuture<Optional<Loaded>> loading = HOME.loading("refused", DroverHome.records(20));
        // Longer than a retry without limit would need to use up anything.
        Awaitility.await().during(Duration.ofMillis(1500)).until(() -> !loading.isDone());

        Instant back = Instant.now();
        ScriptedServer server = HOME.serve("refused", OK);
        Loaded loaded = loading.get(10, TimeUnit.SECONDS).orElseThrow().succeeds(20);

        assertThat(Duration.between(back, Instant.now())).isLessThan(Duration.ofSeconds(6));
        loaded.took(10, 0, 0);
        assertThat(server.received()).hasSize(10);
        assertThat(loaded.succeeded("_attempts")).containsOnly("1");
    }

    @Story
    void anUnknownHostKeepsTheRecordsWaiting() {
        CompletableFuture<Optional<Loaded>> loading = HOME.loading("unknown-host", DroverHome.records(4));

        Awaitility.await().during(Duration.ofMillis(1500)).until(() -> !loading.isDone());
    }

    @Story
    void credentialsThatWereNeverGoodBurnNoRecord() throws Exception {
        AtomicBoolean good = new AtomicBoolean();
        ScriptedServer server = HOME.serve("credentials", by(request -> good.get() ? OK : answer(401, "who?")));
        CompletableFuture<Optional<Loaded>> loading = HOME.loading("credentials", DroverHome.records(20));
        Awaitility.await().during(Duration.ofMillis(1500)).until(() -> !loading.isDone());
        // Four in flight at first, then one probe after a second.
        assertThat(server.received()).hasSizeLessThanOrEqualTo(6);

        good.set(true);

        loading.get(10, TimeUnit.SECONDS).orElseThrow().succeeds(20);
    }

    @Story
    void whatIsForbiddenForSomeRecordsIsFinalForThem() throws Exception {
        ScriptedServer server = HOME.serve(
                "forbidden", by(request -> request.body().contains("name 5") ? answer(403, "not yours") : OK));

        Loaded loaded = HOME.load("forbidden", 10).accountsFor(10).took(5, 0, 0);

        assertThat(loaded.failed("id")).containsExactly("5", "6");
        assertThat(loaded.failed("_class")).containsOnly("http");
        assertThat(loaded.failed("_http_status")).containsOnly("403");
        assertThat(server.received()).hasSize(5);
    }

    @Story
    void credentialsThatAreTakenAwayBurnFewRecords() throws Exception {
        AtomicBoolean good = new AtomicBoolean(true);
        ScriptedServer server = HOME.serve("revoked", by(request -> {
            if (request.body().contains("name 3\"")) {
                good.set(false);
            }
            return good.get() ? OK : answer(401, "revoked");
        }));
        CompletableFuture<Optional<Loaded>> loading = HOME.loading("revoked", DroverHome.records(20));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> server.received().size() >= 4);
        good.set(true);

        Loaded loaded = loading.get(10, TimeUnit.SECONDS).orElseThrow().accountsFor(20);

        assertThat(loaded.failed("id")).containsExactly("3", "4", "5", "6");
    }

    @Story
    void batchesGivenUpInARowPauseTheConnection() throws Exception {
        AtomicBoolean up = new AtomicBoolean();
        ScriptedServer server = HOME.serve("storm", by(request -> up.get() ? OK : answer(503, "")));
        CompletableFuture<Optional<Loaded>> loading = HOME.loading("storm", DroverHome.records(20));
        Awaitility.await().during(Duration.ofMillis(1500)).until(() -> !loading.isDone());
        // The first batch twice, the second twice and once as a probe.
        assertThat(server.received()).hasSizeBetween(4, 5);

        up.set(true);
        Loaded loaded = loading.get(10, TimeUnit.SECONDS).orElseThrow().accountsFor(20);

        assertThat(loaded.failed("id")).containsExactly("1", "2");
        assertThat(loaded.failed("_class")).containsOnly("exhausted");
    }
}
