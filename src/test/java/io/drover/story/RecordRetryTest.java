package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records that an answer calls worth another attempt go again without the others. */
class RecordRetryTest {
    private static final String RULES = """
            lists:
              - {path: $.done, role: success, correlate: {field: id, path: $.id}}
              - {path: $.failed, role: error, correlate: {field: id, path: $.id}}
            absent: unprocessed
            parse: {code: $.code}
            retry:
              - {when: "$.code == 'LOCKED'", delay: $.wait}
            """;

    private static final Step FIRST = answer(200, """
            {"done": [{"id": "1"}], "failed": [{"id": "2", "code": "LOCKED", "wait": 1, "message": "in use"},
                                              {"id": "3", "code": "BAD", "message": "no"}]}""");

    @RegisterExtension
    static final DroverHome HOME = home();

    private static DroverHome home() {
        DroverHome home = new DroverHome();
        return with(home, "again").connection("together", settings()).connection("in-vain", settings());
    }

    private static DroverHome with(DroverHome home, String name) {
        try {
            Files.writeString(home.folder().resolve("rules.yaml"), RULES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home.connection(name, settings());
    }

    private static String[] settings() {
        return new String[] {"response=rules.yaml", "load.grouping-limit=4", "max-retries=2"};
    }

    @Story
    void aLockedRecordGoesAgainAfterItsDelay() throws IOException {
        ScriptedServer server = HOME.serve("again", FIRST, answer(200, "{\"done\": [{\"id\": \"2\"}]}"));

        Loaded loaded = HOME.load("again", 3).accountsFor(3).took(2, 1, 0);

        assertThat(loaded.succeeded("id")).containsExactly("1", "2");
        assertThat(loaded.succeeded("_batch")).containsExactly("1.1", "1.2");
        assertThat(loaded.succeeded("_attempts")).containsExactly("1", "2");
        assertThat(loaded.failed("id")).containsExactly("3");
        assertThat(loaded.failed("code")).containsExactly("BAD");
        assertThat(server.received().get(1).body()).isEqualTo("[{\"id\":\"2\",\"name\":\"name 2\"}]");
        assertThat(server.received().get(1).atNanos() - server.received().get(0).atNanos())
                .isGreaterThan(Duration.ofMillis(980).toNanos());
    }

    @Story
    void thoseThatWereNotProcessedGoAgainTogether() throws IOException {
        ScriptedServer server = HOME.serve(
                "together",
                answer(200, "{\"done\": [{\"id\": \"1\"}, {\"id\": \"4\"}]}"),
                answer(503, ""),
                answer(200, "{\"done\": [{\"id\": \"2\"}, {\"id\": \"3\"}]}"));

        HOME.load("together", 4).succeeds(4).took(3, 2, 0);

        assertThat(server.received().get(2).body())
                .isEqualTo(server.received().get(1).body());
        assertThat(server.received().get(2).header("Idempotency-Key"))
                .isEqualTo(server.received().get(1).header("Idempotency-Key"))
                .isNotEqualTo(server.received().get(0).header("Idempotency-Key"));
    }

    @Story
    void itIsOverWhenTheRetriesAreUsedUp() throws IOException {
        ScriptedServer server = HOME.serve(
                "in-vain",
                answer(200, "{\"done\": [{\"id\": \"1\"}]}"),
                answer(200, "{\"failed\": [{\"id\": \"2\", \"code\": \"LOCKED\", \"message\": \"in use\"}]}"));

        Loaded loaded = HOME.load("in-vain", 2).accountsFor(2).took(3, 2, 0);

        assertThat(loaded.failed("_class")).containsExactly("response");
        assertThat(loaded.failed("_message")).containsExactly("in use");
        assertThat(loaded.failed("_batch")).containsExactly("1.2.2");
        assertThat(server.received()).hasSize(3);
    }

    @Story
    void whatIsSettledStaysSoWhenTheRestIsCutShort() throws Exception {
        try (DroverHome home = with(new DroverHome(), "cut")) {
            home.start();
            ScriptedServer server = home.serve("cut", FIRST, silence(), answer(200, "{\"done\": [{\"id\": \"2\"}]}"));
            CompletableFuture<Optional<Loaded>> loading = home.loading("cut", DroverHome.records(3));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> server.received().size() == 2);
            home.stop();
            assertThat(loading.get(20, TimeUnit.SECONDS)).isEmpty();

            Loaded loaded = home.resume("cut").accountsFor(3);

            assertThat(loaded.succeeded("id")).containsExactly("1", "2");
            assertThat(loaded.failed("id")).containsExactly("3");
            assertThat(server.received()).hasSize(3);
            assertThat(server.received().get(2).body())
                    .isEqualTo(server.received().get(1).body());
            assertThat(server.received().get(2).header("Idempotency-Key"))
                    .isEqualTo(server.received().get(1).header("Idempotency-Key"));
        }
    }
}
