package io.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.batch.BatchId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SettledBatchesTest {
    private static SettledBatches of(String... names) {
        SettledBatches settled = new SettledBatches();
        for (String name : names) {
            settled.add(new BatchId("r", name));
        }
        return settled;
    }

    @Test
    void keepsNumbersAsRanges() {
        assertThat(of("1", "2", "3", "5", "8", "7")).hasToString("1-3,5,7-8");
        assertThat(of("3", "1", "2")).hasToString("1-3");
    }

    @Test
    void joinsHalvesUpToTheWholeBatch() {
        SettledBatches settled = of("1", "3", "2.1.2", "2.2", "2.1.1.1");
        assertThat(settled).hasToString("1,3,2.1.1.1,2.1.2,2.2");
        assertThat(settled.containsPartOf(BatchId.of("r", 2))).isTrue();
        assertThat(settled.contains(new BatchId("r", "2.2.1"))).isTrue();
        assertThat(settled.contains(new BatchId("r", "2.1"))).isFalse();
        assertThat(settled.containsPartOf(BatchId.of("r", 3))).isFalse();

        settled.add(new BatchId("r", "2.1.1.2"));

        assertThat(settled).hasToString("1-3");
        assertThat(settled.contains(new BatchId("r", "2.1.1"))).isTrue();
    }

    @Test
    void refusesToSettleABatchTwice() {
        assertThatThrownBy(() -> of("1", "2", "1")).hasMessageContaining("r/1 is settled already");
        assertThatThrownBy(() -> of("4", "4.1")).hasMessageContaining("r/4.1 is settled already");
    }

    @Test
    void staysSmallAndRightInAnyOrder() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i <= 20_000; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, new Random(3));
        SettledBatches settled = new SettledBatches();
        for (int number : numbers) {
            BatchId batch = BatchId.of("r", number);
            assertThat(settled.contains(batch)).isFalse();
            settled.add(batch);
        }
        assertThat(settled).hasToString("1-20000");
        assertThat(SettledBatches.parse("1-20000,20002,20004.1")).hasToString("1-20000,20002,20004.1");
        assertThat(SettledBatches.parse("")).hasToString("");
    }
}
