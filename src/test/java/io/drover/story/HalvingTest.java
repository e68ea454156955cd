package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A batch that is refused for good fails as a whole, or is halved down to the records that are to blame. */
class HalvingTest {
    private static final Step OK = answer(200, "[]");
    private static final Step BAD = answer(400, "{\"message\":\"record is bad\"}");
    private static final String ON = "resend-failed-batches-in-smaller-chunks=true";
    private static final String CSV = "id,name\n1,a\n2,b\n3,bad\n4,d\n5,e\n6,f\n7,bad\n8,h\n";

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            .connection("off", "load.grouping-limit=8")
            .connection("on", "load.grouping-limit=8", ON)
            .connection("all-bad", "load.grouping-limit=4", ON)
            .connection("third", "load.grouping-limit=2", "concurrency=1", ON)
            .connection("too-large", "load.grouping-limit=8")
            .connection("one-too-large", "load.grouping-limit=8")
            .connection("retried", "load.grouping-limit=4", "max-retries=1", ON)
            .connection("unknown", "load.grouping-limit=4", "max-retries=1", "pause-after-exhausted=0", ON);

    @Story
    void allRecordsOfABatchFailTogether() throws IOException {
        ScriptedServer server = HOME.serve("off", by(HalvingTest::judge));

        Loaded loaded = HOME.load("off", CSV).fails(8, "http").took(1, 0, 0);

        assertThat(server.received()).hasSize(1);
        assertThat(loaded.failed("_http_status")).containsOnly("400");
        assertThat(loaded.failed("_message")).containsOnly("HTTP 400: record is bad");
    }

    @Story
    void halvingLeavesOnlyTheBadRecordsBehind() throws IOException {
        ScriptedServer server = HOME.serve("on", by(HalvingTest::judge));

        Loaded loaded = HOME.load("on", CSV).accountsFor(8);

        assertThat(loaded.failed("id")).containsExactlyInAnyOrder("3", "7");
        assertThat(loaded.failed("_class")).containsOnly("http");
        assertThat(loaded.failed("_batch")).containsExactlyInAnyOrder("1.1.2.1", "1.2.2.1");
        // The whole, two halves, four quarters, and the four records of the two quarters with a bad one.
        loaded.took(11, 0, 0);
        assertThat(server.received()).hasSize(11);
        assertThat(server.received())
                .extracting(request -> request.header("Idempotency-Key"))
                .doesNotHaveDuplicates();
    }

    @Story
    void halvingEndsAtOneRecord() throws IOException {
        ScriptedServer server = HOME.serve("all-bad", BAD);

        Loaded loaded = HOME.load("all-bad", 4).fails(4, "http").took(7, 0, 0);

        assertThat(server.received()).hasSize(7);
        assertThat(loaded.failed("_attempts")).containsOnly("1");
    }

    @Story
    void halvesAreNamedAfterTheirBatch() throws IOException {
        HOME.serve(
                "third",
                by(request -> request.body().contains("},{") && request.body().contains("5") ? BAD : OK));

        Loaded loaded = HOME.load("third", 8).succeeds(8).took(6, 0, 0);

        assertThat(loaded.succeeded("_batch")).containsExactly("1", "1", "2", "2", "3.1", "3.2", "4", "4");
    }

    @Story
    void whatIsTooLargeIsHalvedWithoutBeingAsked() throws IOException {
        ScriptedServer server = HOME.serve("too-large", by(request -> tooLarge(request, 80)));

        HOME.load("too-large", 8).succeeds(8).took(7, 0, 0);

        assertThat(server.received()).hasSize(7);
    }

    @Story
    void oneRecordThatIsTooLargeFails() throws IOException {
        String csv = "id,name\n1,a\n2," + "x".repeat(500) + "\n3,c\n4,d\n";
        HOME.serve("one-too-large", by(request -> tooLarge(request, 300)));

        Loaded loaded = HOME.load("one-too-large", csv).accountsFor(4).took(5, 0, 0);

        assertThat(loaded.failed("id")).containsExactly("2");
        assertThat(loaded.failed("_class")).containsExactly("http");
        assertThat(loaded.failed("_http_status")).containsExactly("413");
    }

    @Story
    void halvesHaveRetriesOfTheirOwn() throws IOException {
        HOME.serve("retried", answer(503, ""), BAD, answer(503, ""), OK, answer(503, ""), OK);

        HOME.load("retried", 4).succeeds(4).took(6, 3, 0);
    }

    @Story
    void whatHasNoAnswerIsNeverHalved() throws IOException {
        ScriptedServer server = HOME.serve("unknown", ScriptedServer.hangUp());

        HOME.load("unknown", 4).fails(4, "exhausted").took(2, 1, 0);

        assertThat(server.received()).hasSize(2);
    }

    private static Step judge(Received request) {
        return request.body().contains("bad") ? BAD : OK;
    }

    private static Step tooLarge(Received request, int limit) {
        return request.body().length() > limit ? answer(413, "") : OK;
    }
}
