package io.drover.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.batch.JsonRecords;
import io.drover.batch.Outcome;
import io.drover.batch.OutcomeColumns;
import io.drover.route.CamelJsonPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown of an answer, its elements and words, and what settings say of themselves. */
class ShownAnswersTest {
    private static final PathEngine ENGINE = new CamelJsonPath(new DefaultCamelContext());
    private static final Batch BATCH = JsonRecords.batch("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
    private static final Batch EMPTY = JsonRecords.batch("broken");

    private static ResponseSplit split(String rules) {
        return new ResponseSplit(ResponseReading.of(new RulesText("r.yaml", rules)), ENGINE);
    }

    private static ResponseSplit lists() {
        return split("""
                correlate: {field: id, path: $.id}
                lists:
                  - {path: $.bad, role: error}
                  - {path: $.good, role: success}
                """);
    }

    private static Answer answer(int status, String json) {
        return new Answer(status, AnswerJson.read(json.getBytes(UTF_8)));
    }

    @Test
    void eachRecordIsShownItsElements() {
        String json = "{\"bad\":[{\"id\":3,\"m\":\"x\"},{\"id\":7},null],\"good\":[{\"id\":1},{\"id\":\"3\"}]}";

        assertThat(lists().elements(BATCH, answer(200, json)))
                .containsExactly(List.of("{\"id\":1}"), List.of(), List.of("{\"id\":3,\"m\":\"x\"}", "{\"id\":\"3\"}"));
        assertThat(lists().elements(BATCH, answer(200, "no JSON"))).containsExactly(List.of(), List.of(), List.of());
        assertThat(lists().elements(BATCH, answer(200, "{}"))).containsExactly(List.of(), List.of(), List.of());
        assertThat(lists().elements(EMPTY, answer(200, json))).isEmpty();
    }

    @Test
    void anAnswerToNoRecordsHasAsManyElementsAsItHas() {
        Reading reading = lists().read(EMPTY, answer(200, "{\"bad\":[{\"id\":3}],\"good\":[{\"id\":1},{\"id\":2}]}"));
        assertThat(reading).isEqualTo(new Reading(List.of(), 3, ""));
    }

    @Test
    void theRecordsThatARefusalBlamesAreShownWhatItSays() {
        Answer answer = answer(422, "{\"errors\":[{\"index\":1,\"message\":\"no mail\"}]}");

        assertThat(lists().blamedBy(BATCH, answer, List.of()))
                .containsExactly(List.of(), List.of("{\"index\":1,\"message\":\"no mail\"}"), List.of());
        assertThat(lists().blamed(BATCH, answer, List.of()))
                .isEqualTo(Map.of(1, new Outcome.Failure(ErrorClass.HTTP, "HTTP 422: no mail", List.of())));
    }

    @Test
    void aRecordThatWasFoundIsASuccessWithWhatIsThere() {
        ResponseSplit split = split("parse: {entity: $.id}");

        assertThat(split.found(Optional.of(Map.of("id", 7))).outcome()).isEqualTo(new Outcome.Success(List.of("7")));
        assertThat(split.found(Optional.empty()).outcome()).isEqualTo(new Outcome.Success(List.of("")));
    }

    @Test
    void anAnswerIsReadWhereAnythingInItMatters() {
        assertThat(split("description: nothing").readsAnswers()).isFalse();
        assertThat(split("expect: status == 200").readsAnswers()).isTrue();
        assertThat(split("parse: {a: $.a}").readsAnswers()).isTrue();
        assertThat(split("request: {when: status == 400, verdict: final}").readsAnswers())
                .isTrue();
        assertThat(lists().readsAnswers()).isTrue();
        assertThat(lists().judgesRequests()).isFalse();
        assertThat(split("request: {when: status == 400, verdict: final}").judgesRequests())
                .isTrue();
    }

    @Test
    void settingsTellTheirPathsColumnsAndQuestions() {
        assertThat(lists().paths()).contains("$.bad", "$.good");
        assertThat(split("parse: {a: $.a}\nwarnings: $.w\nhints: {code: a, do: b}")
                        .columns())
                .isEqualTo(new OutcomeColumns(List.of("a"), true, true));
        assertThat(split("lists: {path: $.w, role: warning}").columns())
                .isEqualTo(new OutcomeColumns(List.of(), true, false));
        assertThat(split("lists: {path: $.w, role: mixed, elements: [{role: warning}]}")
                        .columns())
                .isEqualTo(new OutcomeColumns(List.of(), true, false));
        assertThat(lists().columns()).isEqualTo(OutcomeColumns.of(List.of()));
        assertThat(lists().lookUp()).isEmpty();
        assertThat(lists().polling()).isEmpty();
        LookUp lookUp = new LookUp("/x", Condition.parse("status == 200"), Condition.parse("status == 404"), "");
        ResponseReading asked = new ResponseReading(
                List.of(),
                new Correlation.Auto(),
                Map.of(),
                Optional.empty(),
                new FollowUp(Optional.of(lookUp), Optional.empty()));
        assertThat(new ResponseSplit(asked, ENGINE).lookUp().orElseThrow().of(answer(404, "{}")))
                .isEqualTo(LookUp.Presence.NOT_THERE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "plain"                                        | plain
            {"message":"a","detail":"b"}                   | a
            {"message":" ","detail":"b"}                   | b
            {"message":7,"title":"t"}                      | t
            {"error":{"error_description":"d"}}            | d
            {"errors":[{"reason":"r"},{"reason":"s"}]}     | r
            {"errors":[],"reasons":["x"]}                  | x
            {"status":"failed","fault":{"description":"f"}} | f
            {"status":{"message":"m"}}                     | m
            {"error":{"error":{"error":"deep"}}}           | deep
            {"error":{"error":{"error":{"error":"deeper"}}}} | ``
            {"code":7}                                     | ``
            []                                             | ``
            """)
    void wordsAreFoundWhereApisPutThem(String answer, String words) {
        assertThat(ApiMessage.in(AnswerJson.read(answer.getBytes(UTF_8)).orElseThrow()))
                .isEqualTo(words);
    }

    @Test
    void wordsAreOneLineOfLimitedLength() {
        assertThat(ApiMessage.oneLine(" a\r\nb\tc\u2028d\u2029e\u0000 ")).isEqualTo("a  b c d e");
        assertThat(ApiMessage.oneLine("x".repeat(500))).isEqualTo("x".repeat(500));
        assertThat(ApiMessage.oneLine("x".repeat(501))).isEqualTo("x".repeat(499) + "…");
        // Never half of a pair before the dots.
        assertThat(ApiMessage.oneLine("x".repeat(498) + "😀y")).isEqualTo("x".repeat(498) + "…");
        assertThat(ApiMessage.oneLine("x".repeat(497) + "😀yz")).isEqualTo("x".repeat(497) + "😀…");
        assertThat(ApiMessage.oneLine("x".repeat(498) + "😀")).isEqualTo("x".repeat(498) + "😀");
    }
}
