package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.response.ListRule.Decoding;
import io.drover.response.ListRule.ElementCase;
import io.drover.response.ResponseRules.Absent;
import io.drover.response.ResponseRules.Counted;
import io.drover.response.ResponseRules.Counter;
import io.drover.response.ResponseRules.Hint;
import io.drover.response.ResponseRules.RequestRule;
import io.drover.response.ResponseRules.RetryRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rules file with everything in it is read as what it says. */
class WholeRulesTest {
    private static final String EVERYTHING = """
            description: Everything at once
            request:
              - when: status == 503
                verdict: recoverable
                delay: header.Retry-After
              - {when: $.busy == true, verdict: in-flight}
            expect: $.results exists
            absent: success
            lists:
              - path: $.errors
                role: error
                decode: base64
                unwrap: item
                correlate: {field: sku, path: $.key, fold-case: true}
              - path: $.results
                role: mixed
                elements:
                  - {when: $.code >= 400, role: error}
                  - role: success
              - {path: $.a, role: skipped, correlate: {field: sku, path: $.key, fold-case: false}}
              - {path: $.b, role: warning, correlate: {index: $.i}}
              - {path: $.c, role: success, correlate: {index: $.i, first: 7}}
              - {path: $.d, role: unprocessed, correlate: {line: $.l}}
              - {path: $.e, role: success, correlate: {pointer: $.p}}
              - {path: $.f, role: success, correlate: {map-key: index}}
              - {path: $.g, role: success, correlate: {map-key: sku}}
              - {path: $.h, role: success, correlate: auto, decode: json}
            correlate: position
            parse:
              status_code: [$.code, $.error.code]
              note: $.note
            retry:
              - {when: $.code == 'BUSY', delay: 5s}
              - when: $.code == 'LOCKED'
            warnings: $.warning
            counters:
              - {path: [$.ok, $.created], counts: success}
              - {path: $.total, counts: records}
            hints:
              - {code: E1, means: It is there already., do: Leave it out.}
              - {message: "quota|limit", do: Wait a day.}
            """;

    private static Condition condition(String text) {
        return Condition.parse(text);
    }

    private static ListRule list(String path, SplitRole role, Correlation correlation) {
        return new ListRule(path, role, "", Decoding.NONE, List.of(), correlation);
    }

    private static List<ListRule> lists() {
        return List.of(
                new ListRule(
                        "$.errors",
                        SplitRole.ERROR,
                        "item",
                        Decoding.BASE64,
                        List.of(),
                        new Correlation.Named("sku", "$.key", true)),
                new ListRule(
                        "$.results",
                        SplitRole.MIXED,
                        "",
                        Decoding.NONE,
                        List.of(
                                new ElementCase(Optional.of(condition("$.code >= 400")), SplitRole.ERROR),
                                new ElementCase(Optional.empty(), SplitRole.SUCCESS)),
                        new Correlation.Position(true)),
                list("$.a", SplitRole.SKIPPED, new Correlation.Named("sku", "$.key", false)),
                list("$.b", SplitRole.WARNING, new Correlation.Index("$.i", 0)),
                list("$.c", SplitRole.SUCCESS, new Correlation.Index("$.i", 7)),
                list("$.d", SplitRole.UNPROCESSED, new Correlation.Index("$.l", 1)),
                list("$.e", SplitRole.SUCCESS, new Correlation.Pointer("$.p")),
                list("$.f", SplitRole.SUCCESS, new Correlation.MapKey("")),
                list("$.g", SplitRole.SUCCESS, new Correlation.MapKey("sku")),
                new ListRule("$.h", SplitRole.SUCCESS, "", Decoding.JSON, List.of(), new Correlation.Auto()));
    }

    @Test
    void everythingIsRead() {
        RulesText text = new RulesText("everything.yaml", EVERYTHING);

        assertThat(text.description()).isEqualTo("Everything at once");
        assertThat(text.read())
                .isEqualTo(new ResponseRules(
                        List.of(
                                new RequestRule(
                                        condition("status == 503"),
                                        RequestVerdict.Kind.RECOVERABLE,
                                        "header.Retry-After"),
                                new RequestRule(condition("$.busy == true"), RequestVerdict.Kind.IN_FLIGHT, "")),
                        Optional.of(condition("$.results exists")),
                        lists(),
                        Absent.SUCCESS,
                        Map.of("status_code", List.of("$.code", "$.error.code"), "note", List.of("$.note")),
                        List.of(
                                new RetryRule(condition("$.code == 'BUSY'"), "5s"),
                                new RetryRule(condition("$.code == 'LOCKED'"), "")),
                        List.of(
                                new Counter(List.of("$.ok", "$.created"), Counted.SUCCESS),
                                new Counter(List.of("$.total"), Counted.RECORDS)),
                        List.of("$.warning"),
                        List.of(
                                new Hint("E1", "", "It is there already. Leave it out."),
                                new Hint("", "quota|limit", "Wait a day."))));
        assertThat(text.read().parse().keySet()).containsExactly("status_code", "note");
    }

    @Test
    void whatIsLeftOutIsNothing() {
        RulesText text = new RulesText("one.yaml", "lists: {path: $.errors, role: error}");

        assertThat(text.description()).isEmpty();
        assertThat(text.read())
                .isEqualTo(new ResponseRules(
                        List.of(),
                        Optional.empty(),
                        List.of(list("$.errors", SplitRole.ERROR, new Correlation.Auto())),
                        Absent.UNKNOWN,
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            lists: {path: $.a, role: [b]}          ~ role must be a text, but is a list (r.yaml line 1)
            lists: {path: $.a, role: {b: c}}       ~ role must be a text, but is a mapping (r.yaml line 1)
            parse: {" ": $.a}                      ~ must stand below the name of a column, but the name is empty (r.yaml line 1)
            hints: {code: A}                       ~ hints must say what it means, or what to do, in means or do (r.yaml line 1)
            hints: {do: it}                        ~ hints must have a code or a message that the hint is for (r.yaml line 1)
            lists: {path: $.a, role: error, correlate: {field: b, path: $.c, fold-case: yes}} ~ fold-case must be true or false, but was 'yes' (r.yaml line 1)
            lists: {path: $.a, role: error, correlate: {index: $.i, first: 1000000}} ~ first must be a whole number from 0 to 999999, but was '1000000' (r.yaml line 1)
            lists: {path: $.a, role: error, correlate: {index: $.i, line: $.l}} ~ correlate must have one of [field, index, line, pointer, map-key], but has [index, line] (r.yaml line 1)
            `{a: 1, a: 2}`                         ~ a stands here twice; it must stand once (r.yaml line 1)
            absent: success                        ~ absent must not be success without expect
            retry: {delay: 1s}                     ~ retry must have when, but has [delay] (r.yaml line 1)
            counters: {path: $.a}                  ~ counters must have counts, but has [path] (r.yaml line 1)
            expect: $.a == ${b}                    ~ expect is not right: it must be without {{ and ${, but was '$.a == ${b}' (r.yaml line 1)
            retry: {when: "$.a == '{{b}}'"}        ~ when is not right: it must be without {{ and ${
            """)
    void tellsWhatIsWrong(String rules, String problem) {
        assertThat(new RulesText("r.yaml", rules).problems())
                .extracting(RulesProblems.RulesProblem::toString)
                .anyMatch(one -> one.contains(problem));
    }

    @Test
    void aSixDigitNumberIsOne() {
        String rules = "lists: {path: $.a, role: error, correlate: {index: $.i, first: 999999}}";
        assertThat(new RulesText("r.yaml", rules).read().lists().get(0).correlation())
                .isEqualTo(new Correlation.Index("$.i", 999_999));
    }
}
