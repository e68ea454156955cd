package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalSortTest {
    @TempDir
    Path folder;

    @Test
    void sortsInMemoryAndOverManyRunsAlike() throws IOException {
        // With this memory 3000 entries make hundreds of runs, which are merged twice.
        for (long memory : new long[] {1 << 20, 4000, 100}) {
            assertThat(sorted(memory, 3000)).hasSize(3000).isSorted();
            assertThat(folder).isEmptyDirectory();
        }
        assertThat(sorted(100, 0)).isEmpty();
    }

    @Test
    void whatIsNotWantedIsGivenBack() throws IOException {
        try (ExternalSort sort = new ExternalSort(new Scratch(folder, () -> false), 10)) {
            sort.add(bytes("b"), bytes("2"));
            sort.add(bytes("a"), bytes("1"));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void valuesMayBeLeftUnread() throws IOException {
        try (ExternalSort sort = new ExternalSort(new Scratch(folder, () -> false), 10)) {
            for (String key : List.of("c", "a", "b")) {
                sort.add(bytes(key), bytes(key + key));
            }
            try (Entries sorted = sort.sorted()) {
                assertThat(sorted.next()).isTrue();
                assertThat(sorted.next()).isTrue();
                Bytes value = new Bytes(0);
                sorted.appendValue(value);
                assertThat(sorted.key() + "=" + value).isEqualTo("b=bb");
                assertThat(sorted.next()).isTrue();
                assertThat(sorted.next()).isFalse();
            }
        }
    }

    private List<String> sorted(long memory, int count) throws IOException {
        List<String> keys = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            keys.add(String.format("%04d", at));
        }
        Collections.shuffle(keys, new Random(7));
        try (ExternalSort sort = new ExternalSort(new Scratch(folder, () -> false), memory)) {
            for (String key : keys) {
                sort.add(bytes(key), bytes("value of " + key));
            }
            List<String> found = new ArrayList<>();
            try (Entries sorted = sort.sorted()) {
                while (sorted.next()) {
                    Bytes value = new Bytes(0);
                    sorted.appendValue(value);
                    assertThat(value).hasToString("value of " + sorted.key());
                    found.add(sorted.key().toString());
                }
            }
            return found;
        }
    }

    private static Bytes bytes(String text) {
        return new Bytes(16).append(text);
    }
}
