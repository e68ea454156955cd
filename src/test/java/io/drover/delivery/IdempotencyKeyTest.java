package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.BatchId;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {
    private static final byte[] BODY = "[{\"id\":\"1\"}]".getBytes(StandardCharsets.UTF_8);

    /** A run that began with an older version goes on under the same keys: this value may never change. */
    @Test
    void isTheSameInEveryProcessAndVersion() {
        assertThat(IdempotencyKey.of(new BatchId("20260101-000000-000-0abc", "3.2.1"), BODY))
                .isEqualTo("b5aeab57713acf78650f60e037bf5ec9");
    }

    @Test
    void isAnotherOneForEachRunBatchHalfAndBody() {
        Set<String> keys = new HashSet<>();
        for (BatchId batch : List.of(
                new BatchId("7", "1"),
                new BatchId("7", "2"),
                new BatchId("7", "1.1"),
                new BatchId("7", "1.2"),
                new BatchId("7", "1.1.1"),
                new BatchId("8", "1"),
                new BatchId("71", "1"),
                new BatchId("7", "11"))) {
            keys.add(IdempotencyKey.of(batch, BODY));
            keys.add(IdempotencyKey.of(batch, new byte[0]));
        }
        assertThat(keys).hasSize(16).allMatch(key -> key.matches("[0-9a-f]{32}"));
    }
}
