package io.drover.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaErrorLimitTest {
    @Test
    void aNumberIsExceededByOneMore() {
        SchemaErrorLimit limit = new SchemaErrorLimit.Records(5);

        assertThat(limit.isExceeded(5, 5)).isFalse();
        assertThat(limit.isExceeded(6, 6)).isTrue();
        assertThat(limit).hasToString("5");
    }

    @Test
    void aShareIsLookedAtFromAHundredRecordsOn() {
        SchemaErrorLimit limit = new SchemaErrorLimit.Percent(5);

        assertThat(limit.isExceeded(99, 99)).isFalse();
        assertThat(limit.isExceeded(5, 100)).isFalse();
        assertThat(limit.isExceeded(6, 100)).isTrue();
        assertThat(limit.isExceeded(10, 200)).isFalse();
        assertThat(limit.isExceeded(11, 200)).isTrue();
        assertThat(limit).hasToString("5%");
    }

    @Test
    void withoutALimitNothingIsTooMuch() {
        assertThat(SchemaErrorLimit.NONE.isExceeded(1_000_000, 1_000_000)).isFalse();
        assertThat(SchemaErrorLimit.NONE).hasToString("");
    }
}
