package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One answer, one outcome for each record, in the right file with the answer's words. */
class SplitResponseStoryTest {
    private static final String[] SETTINGS = {
        "response-split-path=$.result.errors.data.*,$.result.success.data.*",
        "parse-path-map={\"status_code\":\"$.code\",\"error_message\":\"$.message\"}",
        "load.grouping-limit=4",
        "max-retries=0"
    };

    private static final String BY_ID = "correlate=field:id=$.id";

    @RegisterExtension
    static final DroverHome HOME = new DroverHome()
            .connection("seed", SETTINGS)
            .connection("fewer", SETTINGS)
            .connection("more", SETTINGS)
            .set("more", BY_ID)
            .connection("reordered", SETTINGS)
            .connection("twice", SETTINGS)
            .set("twice", BY_ID)
            .connection("contradicted", SETTINGS)
            .set("contradicted", BY_ID)
            .connection("mixed-up", SETTINGS);

    @Story
    void theAnswersListsDecideOverEachRecord() throws IOException {
        HOME.serve("seed", answer(200, result(List.of(error(2), error(4)), List.of(good(1), good(3)))));

        Loaded loaded = HOME.load("seed", 4).accountsFor(4).took(1, 0, 0);

        assertThat(loaded.succeeded("id")).containsExactly("1", "3");
        assertThat(loaded.succeeded("status_code")).containsOnly("200");
        assertThat(loaded.failed("id")).containsExactly("2", "4");
        assertThat(loaded.failed("_class")).containsOnly("response");
        assertThat(loaded.failed("status_code")).containsOnly("8013");
        assertThat(loaded.failed("error_message")).containsOnly("no such customer");
        assertThat(loaded.failed("_message")).containsOnly("no such customer");
        assertThat(loaded.failed("_http_status")).containsOnly("200");
    }

    @Story
    void whatTheAnswerLeavesOutIsNoSuccess() throws IOException {
        HOME.serve("fewer", answer(200, result(List.of(), List.of(good(1), good(3)))));

        Loaded loaded = HOME.load("fewer", 4).accountsFor(4);

        assertThat(loaded.succeeded("id")).containsExactly("1", "3");
        assertThat(loaded.failed("_class")).containsExactly("no_verdict", "no_verdict");
    }

    @Story
    void recordsThatWereNotSentCountForNothing() throws IOException {
        HOME.serve(
                "more", answer(200, result(List.of(error(98)), List.of(good(1), good(2), good(3), good(4), good(99)))));

        HOME.load("more", 4).succeeds(4);
    }

    @Story
    void theOrderOfTheAnswerDoesNotMatter() throws IOException {
        HOME.serve("reordered", answer(200, result(List.of(error(1)), List.of(good(4), good(2), good(3)))));

        Loaded loaded = HOME.load("reordered", 4).accountsFor(4);

        assertThat(loaded.failed("id")).containsExactly("1");
        assertThat(loaded.succeeded("id")).containsExactly("2", "3", "4");
    }

    @Story
    void aRecordThatIsNamedTwiceStandsInOneFile() throws IOException {
        HOME.serve("twice", answer(200, result(List.of(), List.of(good(1), good(1), good(2), good(3), good(4)))));

        HOME.load("twice", 4).succeeds(4);
    }

    @Story
    void anErrorOutweighsASuccess() throws IOException {
        HOME.serve("contradicted", answer(200, result(List.of(error(2)), List.of(good(1), good(2), good(3), good(4)))));

        Loaded loaded = HOME.load("contradicted", 4).accountsFor(4);

        assertThat(loaded.failed("id")).containsExactly("2");
    }

    @Story
    void anotherRequestsAnswerIsNoSuccess() throws IOException {
        HOME.serve(
                "mixed-up",
                answer(200, result(List.of(), List.of(good(1), good(2), good(3), good(4)))),
                answer(200, result(List.of(), List.of(good(11), good(12), good(13), good(14)))));

        Loaded loaded = HOME.load("mixed-up", 8).accountsFor(8);

        assertThat(loaded.succeeded("id")).containsExactly("1", "2", "3", "4");
        assertThat(loaded.failed("_class")).containsOnly("no_verdict");
    }

    private static String result(List<String> errors, List<String> successes) {
        return "{\"result\":{\"errors\":{\"data\":[" + String.join(",", errors) + "]},\"success\":{\"data\":["
                + String.join(",", successes) + "]}}}";
    }

    private static String error(int id) {
        return "{\"id\":\"" + id + "\",\"code\":8013,\"message\":\"no such customer\"}";
    }

    private static String good(int id) {
        return "{\"id\":\"" + id + "\",\"code\":200}";
    }
}
