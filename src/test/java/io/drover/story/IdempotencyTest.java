package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The key by which a destination recognises a repeat: where it goes, and what its answers mean. */
class IdempotencyTest {
    private static final ScriptedServer.Step OK = answer(200, "[]");

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            .connection("quoted", "idempotency-header=X-Request-Id", "idempotency-quoted=true")
            .connection(
                    "in-body",
                    "idempotency-header=",
                    "idempotency-field=idempotency_key",
                    "body-shape=wrapped",
                    "body-path=objects")
            .connection("in-object", "idempotency-field=request_id", "bulk-support=false", "load.grouping-limit=1")
            .connection(
                    "in-form",
                    "idempotency-field=request_id",
                    "bulk-support=false",
                    "body-shape=form",
                    "load.grouping-limit=1")
            .connection("taken", "idempotency-field=name", "bulk-support=false", "load.grouping-limit=1")
            .connection("stored", "new-key-after=2", "recoverable-error-codes=500", "max-retries=5")
            .connection("kept", "recoverable-error-codes=500", "max-retries=3")
            .connection("in-flight", "max-retries=0")
            .connection("at-work", "max-retries=1")
            .connection("conflict", "max-retries=3");

    @Story
    void theHeaderIsCalledAndQuotedAsTheConnectionSays() throws IOException {
        ScriptedServer server = HOME.serve("quoted", OK);

        HOME.load("quoted", 2).succeeds(2);

        assertThat(server.received().get(0).header("X-Request-Id")).matches("\"[0-9a-f]{32}\"");
        assertThat(server.received().get(0).headerNames()).doesNotContain("idempotency-key");
    }

    @Story
    void aFieldOfTheBodyCarriesTheSameKeyAgain() throws IOException {
        ScriptedServer server = HOME.serve("in-body", hangUp(), OK);

        HOME.load("in-body", 1).succeeds(1);

        Received first = server.received().get(0);
        assertThat(first.body())
                .matches("\\{\"idempotency_key\":\"[0-9a-f]{32}\","
                        + "\"objects\":\\[\\{\"id\":\"1\",\"name\":\"name 1\"}]}");
        assertThat(first.headerNames()).doesNotContain("idempotency-key");
        assertThat(server.received().get(1).body()).isEqualTo(first.body());
    }

    @Story
    void theFieldStandsBesideThoseOfOneRecord() throws IOException {
        ScriptedServer server = HOME.serve("in-object", OK);
        HOME.load("in-object", 1).succeeds(1);
        Received object = server.received().get(0);
        assertThat(object.body())
                .isEqualTo("{\"request_id\":\"" + object.header("Idempotency-Key")
                        + "\",\"id\":\"1\",\"name\":\"name 1\"}");

        ScriptedServer forms = HOME.serve("in-form", OK);
        HOME.load("in-form", 1).succeeds(1);
        Received form = forms.received().get(0);
        assertThat(form.body()).isEqualTo("request_id=" + form.header("Idempotency-Key") + "&id=1&name=name+1");
    }

    @Story
    void aRecordWithAFieldOfThatNameIsRefused() throws IOException {
        ScriptedServer server = HOME.serve("taken", OK);

        Loaded loaded = HOME.load("taken", 1).fails(1, "schema");

        assertThat(loaded.failed("_message")).singleElement().asString().contains("idempotency-field");
        assertThat(server.received()).isEmpty();
    }

    @Story
    void identical5xxAnswersBringANewKeyWhereThatIsAllowed() throws IOException {
        ScriptedServer server = HOME.serve(
                "stored",
                answer(500, "{\"n\": 1}"),
                answer(500, "{\"n\": 2}"),
                answer(500, "{\"n\": 2}"),
                answer(500, "{\"n\": 2}"),
                OK);

        HOME.load("stored", 1).succeeds(1).took(5, 4, 0);

        List<String> keys = keys(server);
        assertThat(keys.get(0)).isEqualTo(keys.get(1)).isEqualTo(keys.get(2));
        assertThat(keys.get(3)).isEqualTo(keys.get(4)).isNotEqualTo(keys.get(0));
        assertThat(server.received())
                .extracting(Received::body)
                .containsOnly(server.received().get(0).body());
    }

    @Story
    void otherwiseTheKeyStays() throws IOException {
        ScriptedServer server = HOME.serve("kept", answer(500, "{}"));

        HOME.load("kept", 1).fails(1, "exhausted");

        assertThat(keys(server)).hasSize(4).containsOnly(keys(server).get(0));
    }

    @Story
    void aRequestThatIsStillAtWorkIsWaitedForWithoutLimit() throws IOException {
        String problem = "{\"type\": \"https://example.com/idempotency\", \"title\": \"A request is outstanding\"}";
        ScriptedServer server = HOME.serve(
                "in-flight", answer(409, problem), answer(409, "", "Retry-After: 1"), answer(409, problem), OK);

        HOME.load("in-flight", 1).succeeds(1).took(4, 0, 3);

        assertThat(keys(server)).containsOnly(keys(server).get(0));
        assertThat(server.received().get(1).atNanos() - server.received().get(0).atNanos())
                .isGreaterThan(Duration.ofMillis(980).toNanos());
    }

    @Story
    void aConflictOfARepeatIsRetriedAsOftenAsAnythingIs() throws IOException {
        ScriptedServer server = HOME.serve("at-work", hangUp(), answer(409, "{\"message\": \"exists\"}"));

        Loaded loaded = HOME.load("at-work", 1).fails(1, "http");

        assertThat(server.received()).hasSize(2);
        assertThat(loaded.failed("_http_status")).containsExactly("409");
    }

    @Story
    void aConflictOfAFirstRequestIsFinal() throws IOException {
        ScriptedServer server = HOME.serve("conflict", answer(409, "{\"message\": \"exists\"}"));

        HOME.load("conflict", 1).fails(1, "http");

        assertThat(server.received()).hasSize(1);
    }

    private static List<String> keys(ScriptedServer server) {
        return server.received().stream()
                .map(request -> request.header("Idempotency-Key"))
                .toList();
    }
}
