package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.route.CamelJsonPath;
import io.drover.schema.DestinationSchema;
import io.drover.schema.SchemaProblems;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions that are too long or nested too deep are refused like any other mistake; none ends the process. */
class ExpressionLimitsTest {
    private static final PathEngine ENGINE = new CamelJsonPath(new DefaultCamelContext());
    private static final int MANY = 20_000;

    static List<Arguments> hostile() {
        return List.of(
                Arguments.of("many and", "$.a exists" + " and $.a exists".repeat(MANY)),
                Arguments.of("many or", "$.a exists" + " or $.a exists".repeat(MANY)),
                Arguments.of("many not", "not ".repeat(MANY) + "$.a exists"),
                Arguments.of("many brackets", "(".repeat(MANY) + "$.a exists" + ")".repeat(MANY)),
                Arguments.of("a deep path", "$" + ".a".repeat(MANY) + " exists"),
                Arguments.of("many filters", "$" + "[?(@.a)]".repeat(MANY) + " exists"),
                Arguments.of("deep filters", "$" + "[?(@.a".repeat(MANY) + ")]".repeat(MANY) + " exists"),
                Arguments.of(
                        "brackets in a filter", "$[?(" + "(".repeat(MANY) + "@.a" + ")".repeat(MANY) + ")] exists"),
                Arguments.of("not in a filter", "$[?(" + "!".repeat(MANY) + "@.a)] exists"),
                Arguments.of("and in a filter", "$[?(@.a" + " && @.a".repeat(MANY) + ")] exists"),
                Arguments.of("functions in functions", "$" + ".concat($".repeat(MANY) + ")".repeat(MANY) + " exists"),
                Arguments.of("a deep pattern", "$.a matches '" + "(".repeat(MANY) + ")".repeat(MANY) + "'"),
                Arguments.of("a long list", "$.a in ['x'" + ",'x'".repeat(MANY) + "]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void aConditionIsReadOrRefused(String name, String condition) {
        try {
            Condition.Test test = Condition.parse(condition).compile(ENGINE);
            assertThat(test.holds(new Answer(200, java.util.Optional.of(Map.of("a", "b"))), Map.of("a", "b")))
                    .isIn(true, false);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).hasSizeLessThan(1000);
        }
    }

    @Test
    void aPatternIsReadOrRefused() {
        String deep = "(".repeat(MANY) + ")".repeat(MANY);
        RulesText rules = new RulesText("r.yaml", "hints:\n  - message: " + deep + "\n    do: nothing\n");
        assertThat(rules.problems(ENGINE)).hasSize(1);

        assertThatThrownBy(() -> DestinationSchema.parse("fields:\n  - name: a\n    pattern: " + deep + "\n"))
                .isInstanceOf(SchemaProblems.class)
                .hasMessageContaining("1000 characters");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void aRulesFileWithItIsReadOrItsProblemsAreTold(String name, String condition) {
        RulesText rules =
                new RulesText("r.yaml", "expect: |-\n  " + condition + "\nlists:\n  - path: $.a\n    role: error\n");

        assertThat(rules.problems(ENGINE)).hasSizeLessThanOrEqualTo(1);
    }

    /** Words of a destination that a pattern of ours was not written for. */
    static List<Arguments> hostileWords() {
        return List.of(
                Arguments.of("(a+)+(b)\\2", "a".repeat(60) + "c"),
                Arguments.of("(a|b)*c", "ab".repeat(20_000)),
                Arguments.of("(.*x){15}y", "x".repeat(60)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileWords")
    @Timeout(30)
    void aPatternThatWouldTakeForEverOnSomeWordsDoesNotFitThem(String pattern, String words) {
        Condition.Test test = Condition.parse("$.message matches '" + pattern.replace("\\", "\\\\") + "'")
                .compile(ENGINE);
        Map<String, String> body = Map.of("message", words);
        assertThat(test.holds(new Answer(200, java.util.Optional.of(body)), body))
                .isFalse();
        HintTable hints = new HintTable(List.of(new ResponseRules.Hint("", pattern, "do this")));
        assertThat(hints.hint("", words)).isEmpty();
    }
}
