package io.drover.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Batch;
import io.drover.batch.BatchReader;
import io.drover.batch.Cut;
import io.drover.batch.RecordReader;
import io.drover.source.Sources;
import io.drover.testing.Grouped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyOrderTest {
    @TempDir
    Path folder;

    private final KeyOrder order = new KeyOrder();
    private final Map<Integer, Batch> inFlight = new TreeMap<>();

    @Test
    void batchesThatShareNoKeyGoSideBySide() throws Exception {
        add("1", "2", "3");
        assertThat(take()).containsExactly(1, 2, 3);
        assertThat(order.isEmpty()).isTrue();
    }

    @Test
    void aBatchWaitsForEveryEarlierOneItSharesAKeyWith() throws Exception {
        add("A B", "C", "B C", "A", "D", "C");
        assertThat(take()).containsExactly(1, 2, 5);
        ended(1);
        assertThat(take()).containsExactly(4);
        ended(2);
        assertThat(take()).containsExactly(3);
        ended(4);
        assertThat(take()).isEmpty();
        ended(3);
        assertThat(take()).containsExactly(6);
        ended(5);
        ended(6);
        assertThat(order.isEmpty()).isTrue();
    }

    @Test
    void equalKeysWithinABatchAreOne() throws Exception {
        add("A A", "A", "A A");
        assertThat(take()).containsExactly(1);
        ended(1);
        assertThat(take()).containsExactly(2);
        ended(2);
        assertThat(take()).containsExactly(3);
    }

    @Test
    void anEmptyKeyWaitsForNothing() throws Exception {
        add("A -", "- -", "-", "A");
        assertThat(take()).containsExactly(1, 2, 3);
    }

    @Test
    void whatWaitsIsBounded() throws Exception {
        String[] same = new String[2000];
        java.util.Arrays.fill(same, "A");
        for (Batch batch : batches(same)) {
            if (order.hasRoom()) {
                order.add(batch);
            }
        }
        assertThat(order.hasRoom()).isFalse();
        int taken = 0;
        for (Optional<Batch> next = order.take(); next.isPresent(); next = order.take()) {
            taken++;
            order.ended(next.get());
        }
        assertThat(taken).isEqualTo(1024);
        assertThat(order.hasRoom()).isTrue();
    }

    private List<Integer> take() {
        List<Integer> taken = new ArrayList<>();
        for (Optional<Batch> next = order.take(); next.isPresent(); next = order.take()) {
            taken.add(next.get().id().number());
            inFlight.put(next.get().id().number(), next.get());
        }
        return taken;
    }

    private void ended(int number) {
        order.ended(java.util.Objects.requireNonNull(inFlight.remove(number)));
    }

    private void add(String... keysOfBatches) throws Exception {
        batches(keysOfBatches).forEach(order::add);
    }

    /** One batch for each text, of two records with its keys; {@code -} is an empty one. */
    private List<Batch> batches(String... keysOfBatches) throws Exception {
        StringBuilder csv = new StringBuilder("key,n\n");
        for (String keys : keysOfBatches) {
            String[] both = (keys + " " + keys).split(" ", -1);
            csv.append(both[0].replace("-", "")).append(",1\n");
            csv.append(both[1].replace("-", "")).append(",2\n");
        }
        Path file = Files.writeString(folder.resolve("a.csv"), csv);
        List<Batch> batches = new ArrayList<>();
        try (RecordReader reader = Sources.open(file, Grouped.load(List.of(), List.of()))) {
            BatchReader cut =
                    new Cut(2, 1 << 20, List.of(), List.of(), Optional.of("key"), List.of()).read("run", reader);
            for (Optional<Batch> batch = cut.next(); batch.isPresent(); batch = cut.next()) {
                batches.add(batch.get());
            }
        }
        return batches;
    }
}
