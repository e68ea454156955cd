package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.route.CamelJsonPath;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The language of conditions, against one answer. */
class ConditionTest {
    private static final String BODY = """
            {"status": 404, "text": "400", "word": "not it's ok", "flag": true, "nothing": null, "empty": [], "x-y": 1, "nulls": [null],
             "errors": [{"code": "A"}, {"code": "B"}, {"code": null}], "big": 1e999999999}
            """;
    private static final Answer ANSWER =
            new Answer(207, Map.of("Retry-After", "10"), AnswerJson.read(BODY.getBytes(StandardCharsets.UTF_8)));

    private static boolean holds(String text) {
        return Condition.parse(text)
                .compile(new CamelJsonPath(new DefaultCamelContext()))
                .holds(ANSWER, ANSWER.json().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status == 207",
                "status in [200, 207]",
                "header.RETRY-AFTER == 10",
                "$.status == '404'",
                "$.status == 404.0",
                "$.text >= 400 and $.text < 401",
                "$.word contains 'it\\'s'",
                "$.word matches '^not .* ok$'",
                "$.flag == true",
                "$.flag != false",
                "$.errors[*].code == 'B'",
                "any $.errors[*].code == 'A'",
                "$.errors[?(@.code == 'A')] exists",
                "not $.nothing exists",
                "$.nothing is empty and $.empty is empty and $.missing is empty",
                "not ($.status == 1 or $.status == 2)",
                "$.status==404 and($.x-y==1)",
                "$.status == 1 or $.status == 404 and $.flag == true",
                "$.big > 3 or not $.big > 3",
                " ( status == 207 ) ",
                "status in [ 200 , 207 ] ",
                "$.text == \"400\"",
                "$['a]b'] is empty",
                "$['it\\'s]'] is empty",
                "$.status == 404 and not $.status == 405 and $.status exists"
            })
    void whatHolds(String text) {
        assertThat(holds(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$.missing != 1",
                "$.nothing != 1",
                "all $.missing == 1",
                "all $.errors[*].code in ['A', 'B']",
                "$.errors == 1",
                "$.word > 3",
                "header.Other exists",
                "$.text == '400.0x'",
                "$.empty exists and $.status == 1",
                "$.nulls[*] exists"
            })
    void doesNotHold(String text) {
        assertThat(holds(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$.a",
                "$.a ==",
                "$.a = 1",
                "$.a == b",
                "$.a in 1",
                "$.a in [1",
                "$.a[0 == 1",
                "$.a matches '('",
                "header. == 1",
                "(status == 1",
                "status == 1 status == 2",
                "exec('x') == 1",
                "$.a is full",
                "$.a['x == 1"
            })
    void tellsWhatIsExpectedWhere(String text) {
        assertThatThrownBy(() -> Condition.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have")
                .hasMessageContaining("at character");
    }

    @Test
    void tellsThePlaceByItsCharacter() {
        assertThatThrownBy(() -> Condition.parse("  $.a = 1"))
                .hasMessageStartingWith("the condition '$.a = 1' must have exists")
                .hasMessageEndingWith(" at character 7");
    }

    @Test
    void isTheSameWhereItsTextIs() {
        assertThat(Condition.parse(" status == 1 "))
                .isEqualTo(Condition.parse("status == 1"))
                .hasSameHashCodeAs(Condition.parse("status == 1"))
                .hasToString("status == 1")
                .isNotEqualTo(Condition.parse("status == 2"))
                .isNotEqualTo("status == 1");
    }

    @Test
    void hasAtMostFourThousandCharacters() {
        String text = "status == 1";
        assertThat(Condition.parse(text + " ".repeat(4000 - text.length()))).hasToString(text);
        assertThatThrownBy(() -> Condition.parse(text + " ".repeat(4001 - text.length())))
                .hasMessage("a condition must have at most 4000 characters, but has 4001");
    }

    @Test
    void limitsNesting() {
        // Fifty deep, and the one in the middle; what is closed again does not count.
        assertThat(holds("(".repeat(49) + "status == 207" + ")".repeat(49))).isTrue();
        assertThatThrownBy(() -> Condition.parse("(".repeat(50) + "status == 207" + ")".repeat(50)))
                .hasMessageContaining("50 deep");
        assertThat(holds("(status == 207)" + " and (status == 207)".repeat(60))).isTrue();
        assertThatThrownBy(() -> Condition.parse("(".repeat(900) + "status == 1"))
                .hasMessageContaining("50 deep");
        assertThatThrownBy(() -> Condition.parse("not ".repeat(900) + "status == 1"))
                .hasMessageContaining("50 deep");
    }
}
