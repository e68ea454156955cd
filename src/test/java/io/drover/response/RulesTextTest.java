package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.response.RulesProblems.RulesProblem;
import io.drover.route.CamelJsonPath;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rules file may hold, and how it is told what it may not. */
class RulesTextTest {
    private static final PathEngine ENGINE = new CamelJsonPath(new DefaultCamelContext());

    private static List<String> problems(String text) {
        return new RulesText("responses/crm.yaml", text)
                .problems(ENGINE).stream().map(RulesProblem::toString).toList();
    }

    @Test
    void tellsEveryProblemWithItsLine() {
        List<String> problems = problems("""
                list:
                  - path: $.a
                absent: success
                lists:
                  - path: errors
                    role: bad
                  - role: mixed
                    elements:
                      - role: mixed
                      - when: $.a ==
                        role: error
                parse:
                  status_code: $.a[?(
                request:
                  - when: status = 200
                    verdict: maybe
                retry:
                  - delay: soon
                counters:
                  - path: $.n
                    counts: sheep
                hints:
                  - means: nothing
                  - message: "("
                correlate: {index: $.i, field: id, first: many}
                expect: ${x} == 1
                """);
        assertThat(problems)
                .contains(
                        "absent must not be success without expect: say by which condition an answer is known to be one of"
                                + " this kind, or any other JSON would make every record a success (responses/crm.yaml"
                                + " line 3)")
                .anyMatch(one -> one.contains("list is not known in the rules file") && one.endsWith("line 1)"))
                .anyMatch(one -> one.contains("must start with $") && one.endsWith("line 5)"))
                .anyMatch(one -> one.contains("role must be one of error, success, mixed") && one.endsWith("line 6)"))
                .anyMatch(one -> one.contains("must have path") && one.endsWith("line 7)"))
                .anyMatch(one -> one.contains("only the last case") && one.endsWith("line 9)"))
                .anyMatch(one -> one.contains("role must be one of error, success, warning") && one.endsWith("line 9)"))
                .anyMatch(one -> one.contains("must have a value") && one.endsWith("line 10)"))
                .anyMatch(one -> one.contains("is not a JSONPath") && one.endsWith("line 13)"))
                .anyMatch(one -> one.contains("must have exists, is empty") && one.endsWith("line 15)"))
                .anyMatch(
                        one -> one.contains("verdict must be one of success, recoverable") && one.endsWith("line 16)"))
                .anyMatch(one -> one.contains("must have when") && one.endsWith("line 18)"))
                .anyMatch(one -> one.contains("a delay must be a duration") && one.endsWith("line 18)"))
                .anyMatch(one -> one.contains("counts must be one of records") && one.endsWith("line 21)"))
                .anyMatch(one -> one.contains("must have a code or a message") && one.endsWith("line 23)"))
                .anyMatch(one -> one.contains("message is not right") && one.endsWith("line 24)"))
                .anyMatch(one -> one.contains("must have one of [field, index") && one.endsWith("line 25)"))
                .anyMatch(one -> one.contains("without {{ and ${") && one.endsWith("line 26)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a: [", "- x", "lists: {a: b}", "parse: x", "lists:\n  - path: $.a\n    path: $.b", "&a [*a]"
            })
    void refusesWhatIsNoRulesFile(String text) {
        assertThat(problems(text)).isNotEmpty().allMatch(one -> one.contains("responses/crm.yaml line "));
    }

    static List<String> shipped() {
        return ShippedRules.NAMES;
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shippedRulesAreRightAndSayWhatTheyAreFor(String name) {
        RulesText rules = ShippedRules.find(name).orElseThrow();
        assertThat(rules.problems(ENGINE)).isEmpty();
        assertThat(rules.description()).isNotBlank();
    }

    @Test
    void theConnectionsParsePathMapAddsColumns() {
        RulesText rules =
                new RulesText("r.yaml", "parse: {status_code: $.code, where: $.at}\nhints: [{code: X, do: y}]");
        ResponseReading reading = new ResponseReading(
                List.of(),
                new Correlation.Auto(),
                java.util.Map.of("where", "$.place", "more", "$.more"),
                java.util.Optional.of(rules));
        assertThat(reading.columns().parsed()).containsExactly("status_code", "where", "more");
        assertThat(reading.columns().hints()).isTrue();
        assertThat(reading.columns().warnings()).isFalse();
        assertThat(reading.toRules().parse()).containsEntry("where", List.of("$.place"));
    }
}
