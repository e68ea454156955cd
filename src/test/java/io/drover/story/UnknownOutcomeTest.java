package io.drover.story;

import static io.drover.testing.ScriptedServer.after;
import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.dribble;
import static io.drover.testing.ScriptedServer.hangUp;
import static io.drover.testing.ScriptedServer.raw;
import static io.drover.testing.ScriptedServer.reset;
import static io.drover.testing.ScriptedServer.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A request went out and no whole answer came back: nobody knows what became of it. */
class UnknownOutcomeTest {
    private static final Step OK = answer(200, "[]");
    private static final Duration TICK = Duration.ofMillis(20);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private static final Map<String, Step> FAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("hang-up", hangUp()),
            Map.entry("reset", reset()),
            Map.entry("late-reset", after(Duration.ofMillis(50), reset())),
            Map.entry("half-answer", raw(HEAD + "Content-Length: 100\r\n\r\n[{\"id\":1}")),
            Map.entry("half-head", raw("HTTP/1.1 200 OK\r\nContent-Le")),
            Map.entry("half-chunk", raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n40\r\n[{\"id\"")),
            Map.entry("malformed-chunk", raw(HEAD + "Transfer-Encoding: chunked\r\n\r\nlots\r\n[]\r\n0\r\n\r\n")),
            Map.entry("no-last-chunk", raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n")),
            Map.entry("random-bytes", raw("\u0000\u0001\u00fe\u00ffqwertz\u0007\r\n\r\n\u0080")),
            Map.entry("other-protocol", raw("220 mail.example.com ESMTP ready\r\n")),
            Map.entry("silence", silence()),
            Map.entry("dribble", dribble(HEAD + "Content-Length: 100000\r\n\r\n", "[", TICK)),
            Map.entry("dribbled-head", dribble("HTTP/1.1 200 OK\r\n", "X-More: 1\r\n", TICK)),
            Map.entry("endless-1xx", dribble("", "HTTP/1.1 102 Processing\r\n\r\n", TICK))));

    @RegisterExtension
    static final DroverHome HOME = home();

    private static DroverHome home() {
        DroverHome home = new DroverHome()
                .connection("refused-for-good", "max-retries=1", "on-unknown-outcome=hold")
                .connection("closes", "max-retries=3", "concurrency=1");
        for (String fault : FAULTS.keySet()) {
            home.connection("resend-" + fault, "max-retries=1", "response-timeout=250ms");
            home.connection("always-" + fault, "max-retries=1", "response-timeout=250ms", "pause-after-exhausted=0");
            home.connection("hold-" + fault, "on-unknown-outcome=hold", "response-timeout=250ms");
        }
        return home;
    }

    static Set<String> faults() {
        return FAULTS.keySet();
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Execution(ExecutionMode.CONCURRENT)
    void isSentAgainWithTheSameBytesAndTheSameKey(String fault) throws IOException {
        ScriptedServer server = HOME.serve("resend-" + fault, step(fault), OK);

        Loaded loaded = HOME.load("resend-" + fault, 2).succeeds(2).took(2, 1, 0);

        Received first = server.received().get(0);
        assertThat(first.body()).isEqualTo("[{\"id\":\"1\",\"name\":\"name 1\"},{\"id\":\"2\",\"name\":\"name 2\"}]");
        assertThat(first.header("Idempotency-Key")).matches("[0-9a-f]{32}");
        assertThat(server.received())
                .extracting(Received::body, request -> request.header("Idempotency-Key"))
                .containsExactly(
                        tuple(first.body(), first.header("Idempotency-Key")),
                        tuple(first.body(), first.header("Idempotency-Key")));
        assertThat(loaded.succeeded("_attempts")).containsOnly("2");
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Execution(ExecutionMode.CONCURRENT)
    void isGivenUpAfterItsRetries(String fault) throws IOException {
        ScriptedServer server = HOME.serve("always-" + fault, step(fault));

        Loaded loaded = HOME.load("always-" + fault, 4).fails(4, "exhausted").took(4, 2, 0);

        assertThat(server.received()).hasSize(4);
        assertThat(loaded.failed("_http_status")).containsOnly("");
        assertThat(loaded.failed("_message"))
                .allSatisfy(message -> assertThat(message).startsWith("no answer: "));
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Execution(ExecutionMode.CONCURRENT)
    void isNeverSentAgainWhereItIsHeld(String fault) throws IOException {
        ScriptedServer server = HOME.serve("hold-" + fault, step(fault), OK);

        HOME.load("hold-" + fault, 2).fails(2, "in_doubt").took(1, 0, 0);

        assertThat(server.received()).hasSize(1);
    }

    @Story
    void aRefusalStandsAlsoWhenItsTextBreaksOff() throws IOException {
        ScriptedServer server =
                HOME.serve("refused-for-good", raw("HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\n{\"mess"));

        Loaded loaded = HOME.load("refused-for-good", 2).fails(2, "http").took(1, 0, 0);

        assertThat(loaded.failed("_http_status")).containsOnly("400");
        assertThat(server.received()).hasSize(1);
    }

    @Story
    void aServerThatClosesAfterEachAnswerGetsEverything() throws IOException {
        ScriptedServer server = HOME.serve("closes", raw(HEAD + "Content-Length: 2\r\n\r\n[]"));

        Loaded loaded = HOME.load("closes", 40).succeeds(40);

        assertThat(server.received()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(loaded.summary().tally().batches()).isEqualTo(20);
    }

    private static Step step(String fault) {
        Step step = FAULTS.get(fault);
        if (step == null) {
            throw new IllegalArgumentException(fault);
        }
        return step;
    }
}
