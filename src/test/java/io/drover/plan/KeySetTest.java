package io.drover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeySetTest {
    private static boolean isRepeat(KeySet keys, String key) {
        byte[] bytes = ("\"" + key + "\"").getBytes(StandardCharsets.UTF_8);
        return keys.isRepeat(bytes, 0, bytes.length);
    }

    @Test
    void knowsEachOfManyKeysOnce() {
        KeySet keys = new KeySet(1 << 20);
        int repeats = 0;
        for (int i = 0; i < 300_000; i++) {
            repeats += isRepeat(keys, "C" + i) ? 1 : 0;
        }
        assertThat(repeats).isZero();
        for (int i = 0; i < 300_000; i++) {
            repeats += isRepeat(keys, "C" + i) ? 1 : 0;
        }
        assertThat(repeats).isEqualTo(300_000);
        assertThat(keys.size()).isEqualTo(300_000);
        assertThat(keys.isFull()).isFalse();
    }

    @Test
    void fullItStillKnowsWhatItRemembers() {
        KeySet keys = new KeySet(2);
        assertThat(isRepeat(keys, "a") || isRepeat(keys, "b") || isRepeat(keys, "c"))
                .isFalse();
        assertThat(isRepeat(keys, "a")).isTrue();
        assertThat(isRepeat(keys, "c")).isFalse();
        assertThat(keys.isFull()).isTrue();
        assertThat(keys.size()).isEqualTo(2);
    }
}
