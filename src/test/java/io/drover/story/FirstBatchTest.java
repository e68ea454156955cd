package io.drover.story;

import static io.drover.testing.ScriptedServer.after;
import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            .connection("login", "max-retries=0")
            .connection("plain", "max-retries=0", "resend-failed-batches-in-smaller-chunks=true")
            .connection("expired", "auth=bearer", "client-secret=s3cret", "pause-after-exhausted=0")
            .connection("moved-away", "concurrency=1")
            .connection("some", "concurrency=1", "response-split-path=$.items", "correlate=field:id=$.id")
            .connection("counted", "concurrency=1", "response=" + counting())
            .connection("missing", "api-endpoint=/records/$id", "api-method=DELETE", "bulk-support=false");

    private static Path counting() {
        try {
            return Files.writeString(Files.createTempFile("counting", ".yaml"), """
                    counters: [{path: $.total, counts: records}]
                    lists: [{path: $.items, role: success, correlate: {field: id, path: $.id}}]
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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

    @Story
    void aRedirectToALoginBurnsNoRecord() throws Exception {
        staysPendingUntilMended("login", answer(302, "", "Location: /login"));
    }

    @Story
    void aPageThatRefusesBurnsNoRecord() throws Exception {
        staysPendingUntilMended("plain", answer(400, "<html>The plain HTTP request was sent to HTTPS port</html>"));
    }

    private static void staysPendingUntilMended(String name, Step wrong) throws Exception {
        AtomicReference<Step> answer = new AtomicReference<>(wrong);
        ScriptedServer server = HOME.serve(name, by(request -> answer.get()));
        CompletableFuture<?> loading = HOME.loading(name, DroverHome.records(20))
                .thenAccept(loaded -> loaded.orElseThrow().succeeds(20));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !server.received().isEmpty());
        Awaitility.await().during(Duration.ofMillis(1300)).until(() -> !loading.isDone());
        assertThat(server.received()).hasSizeBetween(1, 3);

        answer.set(OK);

        loading.get(30, TimeUnit.SECONDS);
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

        loading.get(30, TimeUnit.SECONDS);
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

    private static String done(String... ids) {
        return "{\"items\":["
                + String.join(
                        ",",
                        List.of(ids).stream().map("{\"id\":\"%s\"}"::formatted).toList()) + "]}";
    }

    @Story
    void resultsOfAnotherRequestStopTheRunAndAreMendedBySettings() throws IOException {
        try (DroverHome home = new DroverHome().connection("others", "response-split-path=$.items", "concurrency=4")) {
            home.start();
            ScriptedServer server = home.serve(
                    "others",
                    by(request -> answer(
                            200,
                            "{\"items\":" + request.body().replaceAll("\"id\":\"(\\d).*?}", "\"id\":\"7$1\"}") + "}")));

            assertThat(home.tryLoad("others", DroverHome.records(8))).isEmpty();
            assertThat(server.received()).hasSize(1);
            home.stop();
            Loaded loaded = home.set("others", "correlate=position").resume("others");

            loaded.succeeds(8);
            assertThat(server.received()).hasSize(5);
            assertThat(server.received().get(1).header("Idempotency-Key"))
                    .isEqualTo(server.received().get(0).header("Idempotency-Key"));
        }
    }

    @Story
    void aFirstAnswerThatTellsOfSomeRecordsGoesOn() throws IOException {
        HOME.serve("some", answer(200, done("1", "98")), answer(200, done("3", "4")), answer(200, done("99")));

        Loaded loaded = HOME.load("some", 6).accountsFor(6).took(3, 0, 0);

        assertThat(loaded.succeeded("id")).containsExactly("1", "3", "4");
        assertThat(loaded.failed("id")).containsExactly("2", "5", "6");
        assertThat(loaded.failed("_class")).containsOnly("no_verdict");
    }

    @Story
    void aFirstAnswerThatContradictsItselfIsNoReasonToStop() throws IOException {
        HOME.serve(
                "counted",
                answer(200, "{\"total\":3,\"items\":[{\"id\":\"1\"},{\"id\":\"2\"}]}"),
                answer(200, done("3", "4")));

        Loaded loaded = HOME.load("counted", 4).accountsFor(4).took(2, 0, 0);

        assertThat(loaded.failed("id")).containsExactly("1", "2");
        assertThat(loaded.failed("_class")).containsOnly("no_verdict");
        assertThat(loaded.failed("_message").get(0)).contains("counter $.total is 3");
    }
}
