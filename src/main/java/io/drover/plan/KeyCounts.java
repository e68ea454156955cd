package io.drover.plan;

import io.drover.batch.Batch;
import io.drover.batch.FieldScan;
import io.drover.plan.Plan.Duplicates;
import io.drover.plan.Plan.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts how often the value of one field stands there again. A value is remembered as 128 bits of hash, so that
 * millions fit in memory, and two different values are taken for one about never. Values are compared as they are
 * written: {@code 1} and {@code "1"} differ.
 */
final class KeyCounts {
    /** Different keys that are remembered; with little memory fewer. */
    static final int MOST_KEYS = 1 << 22;

    private static final int SAMPLES = 3;
    private static final int LONGEST_SHOWN = 100;

    private final String field;
    private final FieldScan scan;
    private final KeySet keys;
    private final List<Sample> samples = new ArrayList<>();
    private long repeats;
    private long missing;

    /** @param heapBytes the memory there is; at most a quarter of it is used */
    KeyCounts(String field, long heapBytes) {
        this.field = field;
        this.scan = new FieldScan(List.of(field));
        this.keys = new KeySet((int) Math.min(MOST_KEYS, heapBytes / 4 / KeySet.BYTES_PER_KEY));
    }

    void add(Batch batch) {
        for (int index = 0; index < batch.size(); index++) {
            batch.scan(index, scan);
            int from = scan.from(0);
            int length = scan.end(0) - from;
            if (isMissing(scan.bytes(), from, length)) {
                missing++;
            } else {
                count(batch, index, scan.bytes(), from, length);
            }
        }
    }

    /** No such field, an empty text (two quotes) or null. */
    private static boolean isMissing(byte[] json, int from, int length) {
        return length == 0 || (length == 2 && json[from] == '"') || (length == 4 && json[from] == 'n');
    }

    private void count(Batch batch, int index, byte[] json, int from, int length) {
        if (keys.isRepeat(json, from, length)) {
            repeats++;
            if (samples.size() < SAMPLES) {
                String key = new String(json, from, Math.min(length, LONGEST_SHOWN), StandardCharsets.UTF_8);
                samples.add(
                        new Sample(batch.ordinal(batch.firstRecord(index)), batch.line(batch.firstRecord(index)), key));
            }
        }
    }

    Duplicates duplicates() {
        return new Duplicates(field, keys.size(), repeats, missing, !keys.isFull(), samples);
    }
}
