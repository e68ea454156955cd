package io.drover.management;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.result.CauseMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The rows of one error file by cause: class, status and message without what differs from record to record. It grows
 * with the file: what was read once is not read again. Guarded by itself.
 */
final class CauseIndex {
    private static final int MOST_CAUSES = 1000;
    private static final String OTHERS = "Other reasons, of few records each";
    private static final int MOST_MESSAGES = 5000;

    private final Map<String, Cause> causes = new LinkedHashMap<>();
    /** The cause of what was said word for word: most records of a cause fail in the same words. */
    private final Map<Object, Cause> known = new HashMap<>();

    private long scannedTo;

    private record Said(String errorClass, String status, String message) {
        static Said of(ErrorRow row) {
            return new Said(row.of(ErrorRow.CLASS), row.of(ErrorRow.STATUS), row.of(ErrorRow.MESSAGE));
        }
    }

    /** The records that failed alike. Guarded by itself: it may grow while it is told. */
    static final class Cause {
        private static final int SAMPLES = 3;
        private static final int SAMPLE_FIELDS = 6;
        private static final int LONGEST_VALUE = 60;

        private final String key;
        private final Said first;
        private final String pattern;
        private final List<ObjectNode> samples = new ArrayList<>();
        private boolean alike = true;
        private long firstRecord = Long.MAX_VALUE;
        private long lastRecord;
        private long[] positions = new long[16];
        private int count;

        private Cause(String key, Said first, String pattern) {
            this.key = key;
            this.first = first;
            this.pattern = pattern;
        }

        private synchronized void includes(Said said) {
            alike &= first.message().equals(said.message());
        }

        private synchronized void add(ErrorRow row) {
            long record = row.number(ErrorRow.RECORD);
            firstRecord = Math.min(firstRecord, record);
            lastRecord = Math.max(lastRecord, record);
            if (count == positions.length) {
                positions = Arrays.copyOf(positions, count * 2);
            }
            positions[count++] = row.at();
            if (samples.size() < SAMPLES) {
                samples.add(sample(row, record));
            }
        }

        private static ObjectNode sample(ErrorRow row, long record) {
            ObjectNode sample = Bodies.object()
                    .put("record", record)
                    .put("line", row.number("_line"))
                    .put("message", row.of(ErrorRow.MESSAGE));
            ObjectNode fields = sample.putObject("fields");
            row.fields().entrySet().stream()
                    .limit(SAMPLE_FIELDS)
                    .forEach(field -> fields.put(field.getKey(), shortened(field.getValue())));
            return sample;
        }

        private static String shortened(String text) {
            return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
        }

        String key() {
            return key;
        }

        String errorClass() {
            return first.errorClass();
        }

        String status() {
            return first.status();
        }

        /** What all were told, or what is the same in it. */
        synchronized String message() {
            return alike ? first.message() : pattern;
        }

        synchronized long first() {
            return firstRecord;
        }

        synchronized long last() {
            return lastRecord;
        }

        synchronized int count() {
            return count;
        }

        /** Of its first records, where each stands and what it holds. */
        synchronized List<ObjectNode> samples() {
            return List.copyOf(samples);
        }

        /** Where rows begin, from the so-manieth on. */
        synchronized List<Long> positions(int from, int limit) {
            List<Long> some = new ArrayList<>();
            for (int i = from; i < Math.min(count, (long) from + limit); i++) {
                some.add(positions[i]);
            }
            return some;
        }
    }

    /** Reads on where it ended. A crash may have cut the file back; then it is read anew. */
    synchronized void readOn(ErrorFile file) throws IOException {
        if (file.size() < scannedTo) {
            causes.clear();
            known.clear();
            scannedTo = 0;
        }
        scannedTo = file.scan(scannedTo, this::add);
    }

    private void add(ErrorRow row) {
        Object words = row.words();
        Cause cause = known.get(words);
        if (cause == null) {
            Said said = Said.of(row);
            cause = causeOf(said);
            cause.includes(said);
            if (known.size() < MOST_MESSAGES) {
                known.put(words, cause);
            }
        }
        cause.add(row);
    }

    private Cause causeOf(Said said) {
        String pattern = CauseMessage.of(said.errorClass(), said.message());
        String name = said.errorClass() + ' ' + said.status() + ' ' + pattern;
        if (causes.size() < MOST_CAUSES || causes.containsKey(name)) {
            return causes.computeIfAbsent(name, at -> new Cause(short32(at), said, pattern));
        }
        return causes.computeIfAbsent(OTHERS, at -> new Cause(short32(at), said, OTHERS));
    }

    private static String short32(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue()) + Integer.toHexString(text.length());
    }

    /** The most frequent first. */
    synchronized List<Cause> causes() {
        return causes.values().stream()
                .sorted(Comparator.comparingInt(Cause::count).reversed())
                .toList();
    }

    synchronized Cause cause(String key) {
        return causes.values().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no such cause"));
    }
}
