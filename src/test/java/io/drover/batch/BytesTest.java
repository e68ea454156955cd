package io.drover.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
    @Test
    void growsOverEveryBoundary() {
        Bytes bytes = new Bytes(0);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            bytes.append('a' + i % 26).append("é€").append(new byte[] {'x', 'y', 'z'}, 1, 1);
            expected.append((char) ('a' + i % 26)).append("é€y");
        }
        assertThat(bytes.toString()).isEqualTo(expected.toString());
        assertThat(bytes.toByteArray()).isEqualTo(expected.toString().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, 1234567890123L, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void writesNumbersAsDecimals(long number) {
        assertThat(new Bytes(0).append("n=").appendNumber(number).append(';')).hasToString("n=" + number + ";");
    }

    @Test
    void reservedRoomKeepsTheArray() {
        Bytes bytes = new Bytes(16).append("start");
        bytes.reserve(100);
        byte[] array = bytes.array();
        bytes.append(new byte[100]);
        assertThat(bytes.array()).isSameAs(array);
        assertThat(bytes.length()).isEqualTo(105);
    }

    @Test
    void truncatesWithinItsLengthOnly() {
        Bytes bytes = new Bytes(16).append("abcdef");
        bytes.truncate(2);
        assertThat(bytes.append('z')).hasToString("abz");
        assertThatThrownBy(() -> bytes.truncate(4))
                .hasMessageContaining("between 0 and 3")
                .hasMessageContaining("was 4");
        assertThatThrownBy(() -> bytes.truncate(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbersMakeRoomForThemselves() {
        assertThat(new Bytes(16).append("0123456789abcdef").appendNumber(1234567))
                .hasToString("0123456789abcdef1234567");
    }

    @Test
    void whatIsWrittenInPlaceIsCountedUpToTheRoomThereIs() {
        Bytes bytes = new Bytes(16).append("abc");
        bytes.array()[3] = 'd';
        bytes.grew(1);
        bytes.grew(0);
        assertThat(bytes).hasToString("abcd");
        assertThatThrownBy(() -> bytes.grew(13)).hasMessage("room was reserved for 12, not 13");
        assertThatThrownBy(() -> bytes.grew(-1)).isInstanceOf(IllegalArgumentException.class);
        bytes.grew(12);
        assertThat(bytes.length()).isEqualTo(16);
    }
}
