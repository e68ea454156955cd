package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Destinations that refuse a whole request for the sake of some of its records. */
class AllOrNothingTest {
    private static final Step OK = answer(200, "[]");
    private static final String ON = "resend-failed-batches-in-smaller-chunks=true";

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            .connection("pointed", "load.grouping-limit=8")
            .connection("one-by-one", "load.grouping-limit=300")
            .connection("all-blamed", "load.grouping-limit=4")
            .connection("elsewhere", "load.grouping-limit=4")
            .connection("isolated", "load.grouping-limit=64", ON)
            .connection("smaller", "load.grouping-limit=8", "concurrency=1");

    @Story
    void thoseThatAreBlamedFailAndTheRestIsSentAgainAtOnce() throws IOException {
        ScriptedServer server =
                HOME.serve("pointed", by(request -> refusing(request, Set.of(3, 7), Integer.MAX_VALUE)));

        Loaded loaded = HOME.load("pointed", 8).accountsFor(8).took(2, 0, 0);

        assertThat(loaded.failed("id")).containsExactly("3", "7");
        assertThat(loaded.failed("_class")).containsOnly("http");
        assertThat(loaded.failed("_message")).containsExactly("HTTP 422: 3 is bad", "HTTP 422: 7 is bad");
        assertThat(loaded.succeeded("_batch")).containsOnly("1.2");
        assertThat(loaded.summary().causes()).singleElement().satisfies(cause -> {
            assertThat(cause.message()).isEqualTo("HTTP 422: # is bad");
            assertThat(cause.count()).isEqualTo(2);
            assertThat(cause.lastRecord()).isEqualTo(7);
        });
        assertThat(server.received())
                .extracting(request -> request.header("Idempotency-Key"))
                .doesNotHaveDuplicates();
    }

    @Story
    void aDestinationThatBlamesOneAtATimeIsAskedOnceForEach() throws IOException {
        Set<Integer> bad = IntStream.rangeClosed(101, 250).boxed().collect(Collectors.toSet());
        ScriptedServer server = HOME.serve("one-by-one", by(request -> refusing(request, bad, 1)));

        HOME.load("one-by-one", 300).accountsFor(300).took(151, 0, 0);

        assertThat(server.received()).hasSize(151);
    }

    @Story
    void whereAllAreBlamedNothingIsSentAgain() throws IOException {
        HOME.serve("all-blamed", by(request -> refusing(request, Set.of(1, 2, 3, 4), 4)));

        HOME.load("all-blamed", 4).fails(4, "http").took(1, 0, 0);
    }

    @Story
    void aPointerThatIsNoneOfTheBatchBlamesNobody() throws IOException {
        HOME.serve("elsewhere", answer(422, "{\"errors\":[{\"pointer\":\"/3/name\"},{\"pointer\":\"/4/name\"}]}"));

        HOME.load("elsewhere", 4).fails(4, "http").took(1, 0, 0);
    }

    @Story
    void halvingIsolatesTheBadInFewRequests() throws IOException {
        Set<String> bad = Set.of("5", "17", "58");
        ScriptedServer server = HOME.serve(
                "isolated",
                by(request -> ids(request).stream().anyMatch(id -> bad.contains(String.valueOf(id)))
                        ? answer(400, "{\"message\":\"something is wrong\"}")
                        : OK));

        Loaded loaded = HOME.load("isolated", 64).accountsFor(64);

        assertThat(loaded.failed("id")).containsExactlyInAnyOrderElementsOf(bad);
        assertThat(server.received()).hasSizeLessThanOrEqualTo(1 + 2 * 3 * 6);
    }

    @Story
    void whatIsTooLargeOnceIsNotTriedAgain() throws IOException {
        ScriptedServer server = HOME.serve("smaller", by(request -> ids(request).size() > 2 ? answer(413, "") : OK));

        HOME.load("smaller", 40).succeeds(40);

        // Eight and four records at first; then two at a time.
        assertThat(server.received().stream().filter(request -> ids(request).size() > 2))
                .hasSizeLessThanOrEqualTo(4);
        assertThat(server.received()).hasSizeLessThanOrEqualTo(24);
    }

    private static Step refusing(Received request, Set<Integer> bad, int atMost) {
        List<Integer> ids = ids(request);
        List<String> errors = new ArrayList<>();
        for (int at = 0; at < ids.size() && errors.size() < atMost; at++) {
            if (bad.contains(ids.get(at))) {
                errors.add("{\"detail\":\"" + ids.get(at) + " is bad\",\"pointer\":\"#/" + at + "/name\"}");
            }
        }
        return errors.isEmpty() ? OK : answer(422, "{\"title\":\"Invalid\",\"errors\":" + errors + "}");
    }

    private static List<Integer> ids(Received request) {
        return java.util.regex.Pattern.compile("\"id\":\"(\\d+)\"")
                .matcher(request.body())
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();
    }
}
