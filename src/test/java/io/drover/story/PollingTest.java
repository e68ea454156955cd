package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static io.drover.testing.ScriptedServer.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A batch that was accepted as a job is asked for until there are results. */
class PollingTest {
    private static final Step RUNNING = answer(200, "{\"state\": \"running\"}");
    private static final String RESULT =
            "{\"state\": \"done\", \"items\": [{\"id\": \"1\", \"ok\": true, \"uid\": 11}, {\"id\": \"2\", \"ok\": false,"
                    + " \"message\": \"no\"}]}";

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            .connection("location", settings("poll-job=header.Location"))
            .connection("named", settings("poll-job=$.job.id", "poll-path=/jobs/$job", "poll-results=/jobs/$job/rows"))
            .connection("linked", settings("poll-job=$.job.id", "poll-path=/jobs/$job", "poll-results=$.link"))
            .connection("fails", settings("poll-job=$.job.id", "poll-path=/jobs/$job"))
            .connection("foreign", settings("poll-job=header.Location"))
            .connection("nameless", settings("poll-job=$.job.id", "poll-path=/jobs/$job"))
            .connection("too-long", settings("poll-job=$.job.id", "poll-path=/jobs/$job", "poll-timeout=300ms"))
            .connection("shaky", settings("poll-job=$.job.id", "poll-path=/jobs/$job"))
            .connection("waits", settings("poll-job=$.job.id", "poll-path=/jobs/$job"))
            .connection("misled", settings("poll-job=$.job.id", "poll-path=/wrong/$job", "max-retries=1"))
            .connection("at-once", settings("poll-job=$.job.id", "poll-path=/jobs/$job"));

    private static String[] settings(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "poll-done=$.state == 'done' or status == 303",
                "poll-failed=$.state == 'failed'",
                "poll-delay=10ms",
                "response-split-path=$.items.*",
                "parse-path-map={\"entity_id\":\"$.uid\"}"));
        settings.addAll(List.of(more));
        return settings.toArray(new String[0]);
    }

    private static Step accepted() {
        return answer(202, "{\"job\": {\"id\": \"j 1\"}}");
    }

    @Story
    void anAddressInTheLocationIsPolledUntilTheResultsAreThere() throws IOException {
        ScriptedServer server =
                HOME.serve("location", answer(202, "", "Location: jobs/77?x=1"), RUNNING, RUNNING, answer(200, RESULT));

        Loaded loaded = HOME.load("location", 2).accountsFor(2);

        assertThat(asked(server))
                .containsExactly("POST /records", "GET /jobs/77?x=1", "GET /jobs/77?x=1", "GET /jobs/77?x=1");
        assertThat(loaded.succeeded("id")).containsExactly("1");
        assertThat(loaded.succeeded("entity_id")).containsExactly("11");
        assertThat(loaded.succeeded("_attempts")).containsExactly("1");
        assertThat(loaded.failed("_class")).containsExactly("response");
        assertThat(loaded.failed("_message")).containsExactly("no");
        loaded.took(4, 0, 0);
    }

    @Story
    void aJobIsAskedForByItsNameAndItsResultsAreReadAtTheirOwnPath() throws IOException {
        ScriptedServer server =
                HOME.serve("named", accepted(), answer(200, "{\"state\": \"done\"}"), answer(200, RESULT));

        HOME.load("named", 2).accountsFor(2);

        assertThat(asked(server)).containsExactly("POST /records", "GET /jobs/j%201", "GET /jobs/j%201/rows");
        assertThat(server.received().get(1).header("Idempotency-Key")).isEmpty();
    }

    @Story
    void resultsAreReadWhereTheJobSaysTheyAre() throws IOException {
        ScriptedServer server = HOME.serve(
                "linked",
                accepted(),
                answer(200, "{\"state\": \"done\", \"link\": \"" + HOME.url("linked") + "/files/9\"}"),
                answer(200, RESULT));

        HOME.load("linked", 2).accountsFor(2);

        assertThat(asked(server)).containsExactly("POST /records", "GET /jobs/j%201", "GET /files/9");
    }

    @Story
    void aJobThatFailedFailsItsRecords() throws IOException {
        HOME.serve("fails", accepted(), answer(200, "{\"state\": \"failed\", \"message\": \"disk full\"}"));

        Loaded loaded = HOME.load("fails", 2).fails(2, "response");

        assertThat(loaded.failed("_message")).allMatch(message -> message.contains("disk full"));
    }

    @Story
    void anAddressElsewhereIsNeverAskedAndStopsTheRun() throws IOException {
        try (ScriptedServer other = ScriptedServer.playing(answer(200, RESULT))) {
            ScriptedServer server = HOME.serve("foreign", answer(202, "", "Location: " + other.url() + "/jobs/1"));

            assertThat(HOME.tryLoad("foreign", DroverHome.records(2))).isEmpty();

            assertThat(server.received()).hasSize(1);
            assertThat(other.received()).isEmpty();
        }
    }

    @Story
    void anAcceptanceWithoutAJobStopsTheRun() throws IOException {
        ScriptedServer server = HOME.serve("nameless", answer(202, "{}"));

        assertThat(HOME.tryLoad("nameless", DroverHome.records(2))).isEmpty();

        assertThat(server.received()).hasSize(1);
    }

    @Story
    void aJobThatTakesTooLongIsInDoubt() throws IOException {
        HOME.serve("too-long", accepted(), RUNNING);

        Loaded loaded = HOME.load("too-long", 2).fails(2, "in_doubt");

        assertThat(loaded.failed("_message")).allMatch(message -> message.contains("poll-timeout"));
    }

    @Story
    void questionsThatFailAreAskedAgain() throws IOException {
        ScriptedServer server = HOME.serve(
                "shaky",
                accepted(),
                hangUp(),
                answer(503, ""),
                hangUp(),
                hangUp(),
                hangUp(),
                hangUp(),
                answer(200, RESULT));

        HOME.load("shaky", 2).accountsFor(2);

        assertThat(asked(server).stream().filter(one -> one.startsWith("POST"))).hasSize(1);
    }

    @Story
    void aRetryAfterIsWaitedFor() throws IOException {
        ScriptedServer server = HOME.serve(
                "waits", accepted(), answer(200, "{\"state\": \"running\"}", "Retry-After: 1"), answer(200, RESULT));

        HOME.load("waits", 2).accountsFor(2);

        assertThat(server.received().get(2).atNanos() - server.received().get(1).atNanos())
                .isGreaterThan(Duration.ofMillis(980).toNanos());
    }

    @Story
    void aWrongPathOfTheFirstJobStopsTheRun() throws IOException {
        ScriptedServer server =
                HOME.serve("misled", by(request -> request.method().equals("GET") ? answer(404, "{}") : accepted()));

        assertThat(HOME.tryLoad("misled", DroverHome.records(4))).isEmpty();

        assertThat(asked(server)).containsExactly("POST /records", "GET /wrong/j%201", "GET /wrong/j%201");
    }

    @Story
    void anAnswerThatIsNoAcceptanceIsReadAsItIs() throws IOException {
        ScriptedServer server = HOME.serve("at-once", answer(200, RESULT));

        HOME.load("at-once", 2).accountsFor(2).took(1, 0, 0);

        assertThat(server.received()).hasSize(1);
    }

    @Story
    void aStopLeavesTheJobAndTheNextStartAsksOn() throws Exception {
        try (DroverHome home =
                new DroverHome().connection("job", settings("poll-job=$.job.id", "poll-path=/jobs/$job"))) {
            home.start();
            boolean[] done = new boolean[1];
            ScriptedServer server = home.serve("job", by(request -> {
                if (!request.method().equals("GET")) {
                    return accepted();
                }
                return done[0] ? answer(200, RESULT) : answer(200, "{}", "Retry-After: 3600");
            }));
            CompletableFuture<Optional<Loaded>> loading = home.loading("job", DroverHome.records(2));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> server.received().size() == 2);
            Instant before = Instant.now();
            home.stop();
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
            assertThat(loading.get(20, TimeUnit.SECONDS)).isEmpty();
            done[0] = true;

            home.resume("job").accountsFor(2);

            assertThat(asked(server).stream().filter(one -> one.startsWith("POST")))
                    .hasSize(1);
        }
    }

    private static List<String> asked(ScriptedServer server) {
        return server.received().stream()
                .map(request -> request.method() + " " + request.path())
                .toList();
    }
}
