package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds of a number below, at and above the one that is compared with; and of two terms together. */
class ConditionOrderTest {
    private static final PathEngine NO_ENGINE = expression -> {
        throw new IllegalArgumentException(expression);
    };

    private static boolean holds(String condition, int value) {
        Object tree = Map.of("a", value);
        return Condition.parse(condition).compile(NO_ENGINE).holds(new Answer(200, Optional.of(tree)), tree);
    }

    @ParameterizedTest
    @CsvSource({
        "$.a < 10, true, false, false",
        "$.a <= 10, true, true, false",
        "$.a > 10, false, false, true",
        "$.a >= 10, false, true, true",
        "$.a == 10, false, true, false",
        "$.a != 10, true, false, true",
        "$.a < 10 or $.a > 10, true, false, true",
        "$.a <= 10 and $.a >= 10, false, true, false",
        "not $.a < 10, false, true, true",
        "$.b exists or $.a > 10, false, false, true"
    })
    void comparesWithTheNumber(String condition, boolean below, boolean at, boolean above) {
        assertThat(holds(condition, 9)).isEqualTo(below);
        assertThat(holds(condition, 10)).isEqualTo(at);
        assertThat(holds(condition, 11)).isEqualTo(above);
    }
}
