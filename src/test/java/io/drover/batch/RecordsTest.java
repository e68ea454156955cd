package io.drover.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The buffers of a batch, filled group by group: {@code rows} says how many records each group has. */
class RecordsTest {
    @Test
    void growOverEveryCapacity() {
        for (int capacity : new int[] {1, 2, 3, 7, 64}) {
            assertHolds(filled(capacity, 1, 1, 1, 1, 1, 1, 1, 1, 1), 1, 1, 1, 1, 1, 1, 1, 1, 1);
            assertHolds(filled(capacity, 3, 1, 5, 1, 1, 9, 2), 3, 1, 5, 1, 1, 9, 2);
            assertHolds(filled(capacity, 1, 1, 1, 4, 1, 1, 1, 2), 1, 1, 1, 4, 1, 1, 1, 2);
        }
    }

    @Test
    void aGroupTakenOutLeavesNoTrace() {
        for (int[] sizes : new int[][] {{1, 1, 1}, {2, 3, 1}, {1, 1, 4}, {1, 4, 1}}) {
            Records records = filled(2, sizes);
            records.removeLast();
            add(records, 2, 3);
            assertHolds(records, sizes[0], sizes[1], 3);
            records.removeLast();
            records.removeLast();
            add(records, 1, 1);
            assertHolds(records, sizes[0], 1);
        }
    }

    private static Records filled(int capacity, int... rows) {
        Records records = new Records(0, 0, capacity);
        for (int group = 0; group < rows.length; group++) {
            add(records, group, rows[group]);
        }
        return records;
    }

    private static void add(Records records, int group, int rows) {
        records.addObject(new Numbered(group), List.of());
        for (int row = 0; row < rows; row++) {
            records.source.append(text(group, row));
            records.endRow(100L * group + row, 1000L * group + row);
        }
        records.endGroup();
    }

    /** Makes an object that has the group's number. */
    private record Numbered(int group) implements Shaper {
        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public List<Violation> shape(List<? extends Cells> cells, Bytes to) {
            to.append("{\"group\":").appendNumber(group).append('}');
            return List.of();
        }
    }

    private static void assertHolds(Records records, int... rows) {
        Batch batch = new Batch(BatchId.of("run", 1), records, List.of());
        List<String> objects = new ArrayList<>();
        int record = 0;
        for (int group = 0; group < rows.length; group++) {
            objects.add("{\"group\":" + group + "}");
            assertThat(batch.firstRecord(group)).isEqualTo(record);
            for (int row = 0; row < rows[group]; row++, record++) {
                Bytes source = new Bytes(0);
                batch.appendSource(record, source);
                assertThat(source).hasToString(text(group, row));
                assertThat(batch.ordinal(record)).isEqualTo(100L * group + row);
                assertThat(batch.line(record)).isEqualTo(1000L * group + row);
            }
        }
        assertThat(batch.size()).isEqualTo(rows.length);
        assertThat(batch.records()).isEqualTo(IntStream.of(rows).sum());
        assertThat(new String(batch.arrayBody(), StandardCharsets.UTF_8))
                .isEqualTo("[" + String.join(",", objects) + "]");
    }

    private static String text(int group, int row) {
        return "source " + group + "." + row + ";";
    }
}
