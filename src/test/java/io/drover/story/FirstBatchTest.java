package io.drover.story;

import static io.drover.testing.ScriptedServer.after;
import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the first batch of a run is met by may be true of all: then the records wait instead of failing. */
class FirstBatchTest {
    private static final Step OK = answer(200, "[]");

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            .connection("alone", "concurrency=4")
            .connection("nowhere", "max-retries=0")
            .connection("page", "max-retries=0")
            .connection("expired", "auth=bearer", "client-secret=s3cret", "pause-after-exhausted=0")
            .connection("moved-away", "concurrency=1")
            .connection("missing", "api-endpoint=/records/$id", "api-method=DELETE", "bulk-support=false");

    @Story
    void theFirstBatchGoesAlone() throws IOException {
        ScriptedServer server = HOME.serve("alone", after(Duration.ofMillis(400), OK), OK);

        HOME.load("alone", 20).succeeds(20).took(10, 0, 0);

        List<Received> received = server.received();
        assertThat(received.get(1).atNanos() - received.get(0).atNanos())
                .isGreaterThan(Duration.ofMillis(390).toNanos());
    }

    @Story
    void aWrongUrlBurnsNoRecord() throws Exception {
        staysPendingUntilMended("nowhere", answer(404, "{\"message\":\"no such route\"}"));
    }

    @Story
    void aPageForPeopleBurnsNoRecord() throws Exception {
        staysPendingUntilMended("page", answer(200, "<!DOCTYPE html><html>Please log in</html>"));
    }

    private static void staysPendingUntilMended(String name, Step wrong) throws Exception {
        AtomicReference<Step> answer = new AtomicReference<>(wrong);
        ScriptedServer server = HOME.serve(name, by(request -> answer.get()));
        CompletableFuture<?> loading = HOME.loading(name, DroverHome.records(20))
                .thenAccept(loaded -> loaded.orElseThrow().succeeds(20));
        Awaitility.await().during(Duration.ofMillis(1300)).until(() -> !loading.isDone());
        assertThat(server.received()).hasSizeBetween(1, 2);

        answer.set(OK);

        loading.get(15, TimeUnit.SECONDS);
    }

    @Story
    void credentialsThatExpiredBetweenTwoRunsBurnNoRecord() throws Exception {
        AtomicReference<Step> answer = new AtomicReference<>(OK);
        HOME.serve("expired", by(request -> answer.get()));
        HOME.load("expired", 4).succeeds(4);
        answer.set(answer(401, "{}"));

        CompletableFuture<?> loading = HOME.loading("expired", DroverHome.records(20))
                .thenAccept(loaded -> loaded.orElseThrow().succeeds(20));
        Awaitility.await().during(Duration.ofMillis(800)).until(() -> !loading.isDone());
        answer.set(OK);

        loading.get(15, TimeUnit.SECONDS);
    }

    @Story
    void aBatchThatIsNotFoundLaterOnFailsAlone() throws IOException {
        HOME.serve("moved-away", OK, answer(404, "{}"), OK);

        Loaded loaded = HOME.load("moved-away", 6).accountsFor(6).took(3, 0, 0);

        assertThat(loaded.failed("id")).containsExactly("3", "4");
        assertThat(loaded.failed("_class")).containsOnly("http");
    }

    @Story
    void aRecordThatIsMissingAtTheDestinationStopsNothing() throws IOException {
        HOME.serve(
                "missing",
                by(request -> List.of("/records/1", "/records/2").contains(request.path()) ? answer(404, "") : OK));

        Loaded loaded = HOME.load("missing", 10).accountsFor(10);

        assertThat(loaded.failed("id")).containsExactlyInAnyOrder("1", "2");
    }

    @Story
    void anAnswerThatNoSettingFitsIsAskedForOnlyOnceAndMendedByASetting() throws IOException {
        try (DroverHome home = new DroverHome().connection("unread", "response-split-path=$.items", "concurrency=4")) {
            home.start();
            ScriptedServer server = home.serve(
                    "unread",
                    by(request -> answer(
                            200,
                            "{\"results\":"
                                    + request.body().replaceAll("\"name\":\"[^\"]*\"", "\"success\":true")
                                    + "}")));

            assertThat(home.tryLoad("unread", DroverHome.records(8))).isEmpty();
            assertThat(server.received()).hasSize(1);
            home.stop();
            Loaded loaded =
                    home.set("unread", "response-split-path=$.results.*").resume("unread");

            loaded.succeeds(8);
            assertThat(server.received()).hasSize(5);
            assertThat(server.received().get(1).header("Idempotency-Key"))
                    .isEqualTo(server.received().get(0).header("Idempotency-Key"));
        }
    }
}
