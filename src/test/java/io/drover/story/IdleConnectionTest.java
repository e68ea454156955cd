package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server closes a connection that was left open, without a word, before the next request comes. */
class IdleConnectionTest {
    private static final Step OK = answer(200, "[]");
    /** Looks like an answer after which the connection stays open, and isn't. */
    private static final Step CLOSES_SILENTLY = raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]");

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            // Requests 400 ms apart: longer than a connection is trusted without a look.
            .connection("rested", "concurrency=1", "max-retries=0", "rate=5/2s")
            .connection("busy", "concurrency=1", "max-retries=1")
            .connection("held", "concurrency=1", "on-unknown-outcome=hold");

    @Story
    void aConnectionThatRestedIsLookedAtAndCostsNoAttempt() throws IOException {
        ScriptedServer server = HOME.serve("rested", CLOSES_SILENTLY);

        Loaded loaded = HOME.load("rested", 8).succeeds(8).took(4, 0, 0);

        assertThat(server.received()).hasSize(4);
        assertThat(server.connections()).isEqualTo(4);
        assertThat(loaded.succeeded("_attempts")).containsOnly("1");
    }

    @Story
    void aRequestOnAConnectionJustClosedIsOneCountedRetryOfItsBatch() throws IOException {
        ScriptedServer server = HOME.serve("busy", CLOSES_SILENTLY);

        Loaded loaded = HOME.load("busy", 40).succeeds(40);

        long retries = loaded.summary().tally().retries();
        assertThat(retries).isLessThan(20);
        loaded.took(20 + (int) retries, (int) retries, 0);
        assertThat(loaded.succeeded("_attempts")).containsAnyOf("1", "2").isSubsetOf("1", "2");
        // What was written into a closed connection reached nobody.
        assertThat(server.received())
                .hasSize(20)
                .extracting(request -> request.header("Idempotency-Key"))
                .doesNotHaveDuplicates();
    }

    @Story
    void aRequestOnAConnectionJustClosedIsInDoubtWhereThatIsHeld() throws IOException {
        ScriptedServer server = HOME.serve("held", CLOSES_SILENTLY, OK);

        Loaded loaded = HOME.load("held", 6).accountsFor(6).took(3, 0, 0);

        assertThat(loaded.succeeded("id")).contains("1", "2", "5", "6");
        assertThat(loaded.failed("id")).isSubsetOf("3", "4");
        assertThat(loaded.failed("_class")).isSubsetOf("in_doubt");
        assertThat(loaded.failed("_message"))
                .allSatisfy(message -> assertThat(message).startsWith("no answer: "));
        assertThat(server.received()).hasSize(3 - loaded.failed("id").size() / 2);
    }
}
