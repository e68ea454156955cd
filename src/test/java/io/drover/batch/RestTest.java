package io.drover.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0          | 0
            0 1        | 0-1
            0 1 2 5    | 0-2,5
            1 3 5      | 1,3,5
            10 11      | 10-11
            ''         | ''
            """)
    void isTheTextThatItIsReadFrom(String groups, String text) {
        Rest rest = Rest.of(12, group -> (" " + groups + " ").contains(" " + group + " "));

        assertThat(rest).hasToString(text).isEqualTo(Rest.parse(text)).hasSameHashCodeAs(Rest.parse(text));
        assertThat(IntStream.range(0, 12)
                        .filter(rest::contains)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(groups);
        assertThat(rest.isEmpty()).isEqualTo(groups.isEmpty());
        assertThat(rest.size()).isEqualTo(groups.isEmpty() ? 0 : groups.split(" ").length);
    }

    @Test
    void fitsABatchThatHasItsLastGroup() {
        Rest rest = Rest.parse("0,4");

        assertThat(rest.fits(5)).isTrue();
        assertThat(rest.fits(4)).isFalse();
    }

    @Test
    void differsByItsGroups() {
        assertThat(Rest.parse("1"))
                .isNotEqualTo(Rest.parse("2"))
                .isNotEqualTo(Rest.parse(""))
                .isNotEqualTo("1");
        assertThat(Rest.parse("1").hashCode()).isNotEqualTo(Rest.parse("2-9").hashCode());
    }
}
