package io.drover.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.route.CamelJsonPath;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of an answer as a whole: jobs, look-ups, delays, pages, a request that is still at work. */
class WholeAnswersTest {
    private static final PathEngine ENGINE = new CamelJsonPath(new DefaultCamelContext());

    private static Answer answer(int status, Map<String, String> headers, String json) {
        return new Answer(status, headers, AnswerJson.read(json.getBytes(UTF_8)));
    }

    private static Answer answer(String json) {
        return answer(200, Map.of(), json);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"found":true}                 | THERE
            {"found":true,"missing":false} | THERE
            {"missing":true}               | NOT_THERE
            {"found":true,"missing":true}  | UNCLEAR
            {}                             | UNCLEAR
            """)
    void aLookUpProvesSomethingWhereOneConditionHolds(String json, LookUp.Presence presence) {
        LookUp lookUp = new LookUp(
                "/records/$idempotency_key",
                Condition.parse("$.found == true"),
                Condition.parse("$.missing == true"),
                "");
        assertThat(lookUp.compile(ENGINE).of(answer(json))).isEqualTo(presence);
    }

    @Test
    void aLookUpShowsTheRecordWhereItStands() {
        Condition yes = Condition.parse("status == 200");
        Condition no = Condition.parse("status == 404");

        LookUp.Rules whole = new LookUp("/r", yes, no, "").compile(ENGINE);
        assertThat(whole.record(answer("{\"id\":1}"))).contains(Map.of("id", 1));
        assertThat(whole.record(answer("no JSON"))).isEmpty();
        LookUp.Rules inside = new LookUp("/r", yes, no, "$.items[*]").compile(ENGINE);
        assertThat(inside.record(answer("{\"items\":[7,8]}"))).contains(7);
        assertThat(inside.record(answer("{}"))).isEmpty();
    }

    @Test
    void aJobIsFollowedFromItsNameToItsResults() {
        Polling polling = polling(Optional.of(Condition.parse("$.state == 'failed'")), "$.url");
        Polling.Rules rules = polling.compile(ENGINE);

        assertThat(rules.accepts(answer(202, Map.of(), "{}"))).isTrue();
        assertThat(rules.accepts(answer("{}"))).isFalse();
        assertThat(rules.job(answer("{\"job\":\"j7\"}"))).contains("j7");
        assertThat(rules.job(answer("{}"))).isEmpty();
        assertThat(rules.state(answer("{\"state\":\"done\"}"))).isEqualTo(Polling.State.DONE);
        assertThat(rules.state(answer("{\"state\":\"failed\"}"))).isEqualTo(Polling.State.FAILED);
        assertThat(rules.state(answer("{\"state\":\"new\"}"))).isEqualTo(Polling.State.RUNNING);
        assertThat(rules.results(answer("{\"url\":\"https://a/7\"}"))).contains("https://a/7");
        assertThat(polling.hasResultsPath()).isFalse();
    }

    @Test
    void aJobMayNeverFailAndItsResultsMayBeAtAKnownPlace() {
        assertThat(polling(Optional.empty(), "").compile(ENGINE).state(answer("{\"state\":\"failed\"}")))
                .isEqualTo(Polling.State.RUNNING);
        assertThat(polling(Optional.empty(), "").compile(ENGINE).results(answer("{}")))
                .isEmpty();
        assertThat(polling(Optional.empty(), "/jobs/$job/results").hasResultsPath())
                .isTrue();
        assertThat(polling(Optional.empty(), "/jobs/$job/results")
                        .compile(ENGINE)
                        .results(answer("{}")))
                .isEmpty();
    }

    private static Polling polling(Optional<Condition> failed, String results) {
        return new Polling(
                Condition.parse("status == 202"),
                "$.job",
                "/jobs/$job",
                Condition.parse("$.state == 'done'"),
                failed,
                results,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));
    }

    @Test
    void aTextOfAnAnswerIsTheOnlyOneThere() {
        assertThat(AnswerText.compile("$.a[*]", ENGINE).in(answer("{\"a\":[7]}")))
                .contains("7");
        assertThat(AnswerText.compile("$.a[*]", ENGINE).in(answer("{\"a\":[7,8]}")))
                .isEmpty();
        assertThat(AnswerText.compile("$.a", ENGINE).in(answer("{\"a\":\" \"}")))
                .isEmpty();
        AnswerText location = AnswerText.compile("header.LOCATION", ENGINE);
        assertThat(location.in(answer(201, Map.of("location", " /jobs/7 "), "{}")))
                .contains("/jobs/7");
        assertThat(location.in(answer(201, Map.of("location", " "), "{}"))).isEmpty();
        assertThat(location.in(answer("{}"))).isEmpty();
        for (String refused : new String[] {"location", "header.", "", "a$"}) {
            assertThatThrownBy(() -> AnswerText.compile(refused, ENGINE))
                    .hasMessage("must be a JSONPath or header.NAME, but was '" + refused + "'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10s, 10000",
        "250ms, 250",
        "1.5 m, 90000",
        "2h, 7200000",
        "0s, 0",
        "24h, 86400000",
        "25h, 86400000",
        "999999999999h, 86400000"
    })
    void aFixedDelayHasAUnitAndIsADayAtMost(String text, long millis) {
        assertThat(Delay.compile(text, ENGINE).of(answer("{}"), null)).contains(Duration.ofMillis(millis));
    }

    @Test
    void aDelayInAnAnswerMayBeANumberOfSeconds() {
        Delay inside = Delay.compile("$.wait", ENGINE);
        assertThat(inside.of(answer("{}"), Map.of("wait", 7))).contains(Duration.ofSeconds(7));
        assertThat(inside.of(answer("{}"), Map.of("wait", "3 m"))).contains(Duration.ofMinutes(3));
        assertThat(inside.of(answer("{}"), Map.of("wait", "soon"))).isEmpty();
        assertThat(inside.of(answer("{}"), Map.of())).isEmpty();
        assertThat(inside.of(answer("{}"), null)).isEmpty();
        Delay header = Delay.compile("header.X-Wait", ENGINE);
        assertThat(header.of(answer(200, Map.of("x-WAIT", "2"), "{}"), null)).contains(Duration.ofSeconds(2));
        assertThat(header.of(answer("{}"), null)).isEmpty();
        assertThat(Delay.compile("", ENGINE).of(answer("{}"), Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "soon", "s", "-1s", "1d", "1s2", "header"})
    void whatIsNoDelayIsRefused(String text) {
        assertThatThrownBy(() -> Delay.compile(text, ENGINE))
                .hasMessage("a delay must be a duration like 10s, a JSONPath or header.NAME, but was '" + text + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            409 | retry-after | 1  | {}                                   | true
            409 | x           | 1  | {"error":"Idempotency key in use"}   | true
            409 | x           | 1  | "idempotent request in progress"     | true
            409 | x           | 1  | {"error":"exists"}                   | false
            409 | x           | 1  | no JSON                              | false
            400 | retry-after | 1  | {"error":"idempotency"}              | false
            """)
    void aConflictWithTheSameRequestIsStillAtWork(int status, String header, String value, String body, boolean is) {
        Optional<RequestVerdict> verdict = InFlight.in(answer(status, Map.of(header, value), body));
        assertThat(verdict.isPresent()).isEqualTo(is);
        verdict.ifPresent(found -> assertThat(found)
                .isEqualTo(new RequestVerdict(
                        RequestVerdict.Kind.IN_FLIGHT,
                        Optional.empty(),
                        "HTTP 409, the same request is still at work")));
    }

    @Test
    void aPageSaysThatItIsOneOrBeginsLikeOne() {
        byte[] json = "{}".getBytes(UTF_8);
        assertThat(HtmlPage.is(Map.of("content-TYPE", "Text/HTML; charset=utf-8"), json))
                .isTrue();
        assertThat(HtmlPage.is(Map.of("content-type", "application/json"), json))
                .isFalse();
        assertThat(HtmlPage.is(Map.of("x", "text/html"), json)).isFalse();
        assertThat(HtmlPage.is(Map.of(), " \n<!DOCTYPE html><p>".getBytes(UTF_8)))
                .isTrue();
        assertThat(HtmlPage.is(Map.of(), "<HTML lang=de>".getBytes(UTF_8))).isTrue();
        assertThat(HtmlPage.is(Map.of(), "<p><html>".getBytes(UTF_8))).isFalse();
        assertThat(HtmlPage.is(Map.of(), (" ".repeat(251) + "<html").getBytes(UTF_8)))
                .isTrue();
        assertThat(HtmlPage.is(Map.of(), (" ".repeat(252) + "<html").getBytes(UTF_8)))
                .isFalse();
        assertThat(HtmlPage.is(Map.of(), new byte[0])).isFalse();
    }

    @Test
    void headersAreFoundInAnyCaseAndJoinedWhereTheyStandTwice() {
        Answer twice = new Answer(200, Map.of("X-A", "1", "x-a", "1"), Optional.empty());
        assertThat(twice.header("x-a")).contains("1, 1");
        assertThat(twice.header("x-b")).isEmpty();
    }
}
