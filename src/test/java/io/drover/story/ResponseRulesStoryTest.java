package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers read by rules that a connection names, as they end in the result files. */
class ResponseRulesStoryTest {
    @RegisterExtension
    static final DroverHome HOME = home();

    private static DroverHome home() {
        DroverHome home = new DroverHome();
        try {
            Files.writeString(home.folder().resolve("ruled.yaml"), """
                    request:
                      - {when: "$.code == 'BUSY'", verdict: recoverable}
                      - {when: "$.code == 'LIMIT'", verdict: yielding, delay: header.X-Wait}
                      - {when: "$.success == false", verdict: final}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home.connection("warned", "response=capillary-v2", "load.grouping-limit=3")
                .connection("hinted", "response=salesforce-collections", "load.grouping-limit=2")
                .connection("refused", "response=hubspot", "max-retries=0")
                .connection("ruled", "response=ruled.yaml", "concurrency=1");
    }

    @Story
    void warningsOfAcceptedRecordsAreAColumnOfTheSuccessFile() throws IOException {
        HOME.serve("warned", answer(200, """
                {"response": [{"entityId": 11, "warnings": [{"message": "Name was cut"}]},
                              {"entityId": 12},
                              {"entityId": -1, "errors": [{"code": 3010, "message": "Invalid mobile"}]}],
                 "totalCount": 3, "failureCount": 1}"""));

        Loaded loaded = HOME.load("warned", 3).accountsFor(3).took(1, 0, 0);

        assertThat(loaded.succeeded("_warnings")).containsExactly("Name was cut", "");
        assertThat(loaded.succeeded("entity_id")).containsExactly("11", "12");
        assertThat(loaded.failed("_message")).containsExactly("Invalid mobile");
        assertThat(loaded.failed("status_code")).containsExactly("3010");
    }

    @Story
    void hintsAreAColumnOfTheErrorFile() throws IOException {
        HOME.serve("hinted", answer(200, """
                [{"id": "001", "success": true, "errors": []},
                 {"success": false, "errors": [{"statusCode": "DUPLICATES_DETECTED", "message": "Use another"}]}]"""));

        Loaded loaded = HOME.load("hinted", 2).accountsFor(2);

        assertThat(loaded.succeeded("entity_id")).containsExactly("001");
        assertThat(loaded.failed("_hint")).singleElement().asString().contains("A duplicate rule found a record");
    }

    @Story
    void aRefusedRequestHasItsHintToo() throws IOException {
        HOME.serve("refused", answer(400, "{\"category\":\"VALIDATION_ERROR\",\"message\":\"no such property\"}"));

        Loaded loaded = HOME.load("refused", 2).fails(2, "http");

        assertThat(loaded.failed("_message")).containsOnly("HTTP 400: no such property");
        assertThat(loaded.failed("_hint")).allMatch(hint -> hint.contains("property that the message names"));
    }

    @Story
    void requestRulesDecideBeforeTheStatus() throws IOException {
        HOME.serve(
                "ruled",
                answer(200, "{\"success\":false,\"code\":\"BUSY\"}"),
                answer(200, "{\"success\":false,\"code\":\"LIMIT\"}", "X-Wait: 1"),
                answer(200, "{\"success\":true}"),
                answer(200, "{\"success\":false,\"code\":\"BAD\",\"message\":\"no such list\"}"));

        Loaded loaded = HOME.load("ruled", 4).accountsFor(4).took(4, 1, 1);

        assertThat(loaded.succeeded("id")).containsExactly("1", "2");
        assertThat(loaded.failed("_class")).containsOnly("http");
        assertThat(loaded.failed("_message")).allMatch(message -> message.endsWith(": no such list"));
    }
}
