package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static io.drover.testing.ScriptedServer.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A batch whose answer never came is looked up before anything else is done with it. */
class LookUpTest {
    private static final Step OK = answer(200, "[]");

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            .connection("there", byRecord("load.grouping-limit=1", "parse-path-map={\"entity_id\":\"$.uid\"}"))
            .connection("missing", byRecord("load.grouping-limit=1"))
            .connection("mixed", byRecord("load.grouping-limit=3"))
            .connection("searched", byRecord("look-up-path=/search?q=$name", "look-up-record=$.found[0]"))
            .connection("unclear", byRecord("load.grouping-limit=1"))
            .connection("page", byRecord("load.grouping-limit=1"))
            .connection("gone", byRecord("load.grouping-limit=1", "max-retries=1"))
            .connection("exhausted", byRecord("load.grouping-limit=1", "max-retries=1", "pause-after-exhausted=0"))
            .connection(
                    "again-and-again",
                    byRecord("load.grouping-limit=1", "max-retries=0", "pause-after-exhausted=2", "concurrency=1"))
            .connection(
                    "by-key",
                    "on-unknown-outcome=look-up",
                    "look-up-path=/requests/$idempotency_key",
                    "look-up-there=$.state == 'done'");

    static {
        HOME.set(
                "searched",
                "load.grouping-limit=1",
                "look-up-there=$.found[0].uid exists",
                "look-up-not-there=status == 200 and $.found is empty",
                "parse-path-map={\"entity_id\":\"$.uid\"}");
    }

    private static String[] byRecord(String... more) {
        List<String> settings = new java.util.ArrayList<>(List.of(
                "on-unknown-outcome=look-up",
                "look-up-path=/records/$id",
                "look-up-there=status == 200 and $.uid exists"));
        settings.removeIf(setting -> List.of(more).stream()
                .anyMatch(other -> other.startsWith(setting.substring(0, setting.indexOf('=') + 1))));
        settings.addAll(List.of(more));
        return settings.toArray(new String[0]);
    }

    /** Requests that load hang up the first time; the others are answered so. */
    private static Step looked(Step asked) {
        boolean[] sent = new boolean[1];
        return by(request -> {
            if (request.method().equals("GET")) {
                return asked;
            }
            boolean first = !sent[0];
            sent[0] = true;
            return first ? hangUp() : OK;
        });
    }

    @Story
    void whatIsThereIsASuccessWithTheIdThatWasFound() throws IOException {
        ScriptedServer server = HOME.serve("there", looked(answer(200, "{\"uid\": 7001}")));

        Loaded loaded = HOME.load("there", 1).succeeds(1).took(2, 0, 0);

        assertThat(methods(server)).containsExactly("POST", "GET");
        assertThat(server.received().get(1).path()).isEqualTo("/records/1");
        assertThat(loaded.succeeded("entity_id")).containsExactly("7001");
        assertThat(loaded.succeeded("_http_status")).containsExactly("");
        assertThat(loaded.succeeded("_attempts")).containsExactly("1");
    }

    @Story
    void whatIsNotThereIsSentAgainWithTheSameKey() throws IOException {
        ScriptedServer server = HOME.serve("missing", looked(answer(404, "{}")));

        HOME.load("missing", 1).succeeds(1).took(3, 1, 0);

        assertThat(methods(server)).containsExactly("POST", "GET", "POST");
        Received first = server.received().get(0);
        Received again = server.received().get(2);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Key")).isNotEmpty().isEqualTo(first.header("Idempotency-Key"));
    }

    @Story
    void ofABatchOnlyTheMissingRecordsGoAgain() throws IOException {
        Step asked = by(request -> switch (request.path()) {
            case "/records/1" -> answer(200, "{\"uid\": 1}");
            case "/records/2" -> answer(404, "{}");
            default -> answer(200, "{}");
        });
        ScriptedServer server = HOME.serve("mixed", looked(asked));

        Loaded loaded = HOME.load("mixed", 3).accountsFor(3);

        assertThat(methods(server)).containsExactly("POST", "GET", "GET", "GET", "POST");
        assertThat(server.received().get(4).body()).isEqualTo("[{\"id\":\"2\",\"name\":\"name 2\"}]");
        assertThat(loaded.succeeded("id")).containsExactlyInAnyOrder("1", "2");
        assertThat(loaded.failed("id")).containsExactly("3");
        assertThat(loaded.failed("_class")).containsExactly("in_doubt");
    }

    @Story
    void aSearchIsReadWhereTheRecordStands() throws IOException {
        ScriptedServer server = HOME.serve("searched", looked(answer(200, "{\"found\": [{\"uid\": \"u1\"}]}")));

        Loaded loaded = HOME.load("searched", 1).succeeds(1);

        assertThat(server.received().get(1).path()).isEqualTo("/search?q=name%201");
        assertThat(loaded.succeeded("entity_id")).containsExactly("u1");
    }

    @Story
    void whatCantBeToldIsHeld() throws IOException {
        ScriptedServer server = HOME.serve("unclear", looked(answer(200, "{\"other\": 1}")));

        Loaded loaded = HOME.load("unclear", 1).fails(1, "in_doubt");

        assertThat(methods(server)).containsExactly("POST", "GET");
        assertThat(loaded.failed("_message")).singleElement().asString().contains("proves nothing");
    }

    @Story
    void aPageProvesNothing() throws IOException {
        HOME.serve("page", looked(answer(404, "<html>not found</html>", "Content-Type: text/html")));

        HOME.load("page", 1).fails(1, "in_doubt");
    }

    @Story
    void aLookUpThatFailsIsRepeatedAndThenHeld() throws IOException {
        ScriptedServer server = HOME.serve("gone", looked(answer(500, "{}")));

        HOME.load("gone", 1).fails(1, "in_doubt");

        assertThat(methods(server)).containsExactly("POST", "GET", "GET");
    }

    @Story
    void retriesOfWhatIsNeverThereAreCounted() throws IOException {
        ScriptedServer server =
                HOME.serve("exhausted", by(request -> request.method().equals("GET") ? answer(404, "{}") : hangUp()));

        HOME.load("exhausted", 1).fails(1, "exhausted");

        assertThat(methods(server)).containsExactly("POST", "GET", "POST", "GET");
    }

    @Story
    void batchesThatNeverGetThereOneAfterTheOtherPauseTheConnection() throws IOException {
        AtomicInteger sent = new AtomicInteger();
        ScriptedServer server = HOME.serve(
                "again-and-again",
                by(request -> request.method().equals("GET")
                        ? answer(404, "{}")
                        : sent.incrementAndGet() <= 2 ? hangUp() : OK));

        Loaded loaded = HOME.load("again-and-again", 3).accountsFor(3);

        assertThat(loaded.failed("_class")).containsExactly("exhausted");
        assertThat(loaded.succeeded("id")).containsExactly("2", "3");
        assertThat(server.received().get(4).atNanos() - server.received().get(3).atNanos())
                .isGreaterThan(Duration.ofMillis(900).toNanos());
    }

    @Story
    void aWholeBatchIsLookedUpByItsKey() throws IOException {
        ScriptedServer server = HOME.serve("by-key", looked(answer(200, "{\"state\": \"done\"}")));

        HOME.load("by-key", 2).succeeds(2).took(2, 0, 0);

        assertThat(server.received().get(1).path())
                .isEqualTo("/requests/" + server.received().get(0).header("Idempotency-Key"));
    }

    private static List<String> methods(ScriptedServer server) {
        return server.received().stream().map(Received::method).toList();
    }
}
