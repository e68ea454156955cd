package io.drover.management;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The rows of one error file by cause: class, status and message without what differs from record to record. It grows
 * with the file: what was read once is not read again. Guarded by itself.
 */
final class CauseIndex {
    private static final int MOST_CAUSES = 1000;
    private static final String DIFFERENT = "…";
    private static final Pattern VARYING = Pattern.compile("'[^']{1,200}'|\"[^\"]{1,200}\"|`[^`]{1,200}`"
            + "|[\\w.+-]+@[\\w.-]+"
            + "|\\b[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}\\b|\\b(?=[a-fA-F]*\\d)[0-9a-fA-F]{8,}\\b"
            + "|(?<!HTTP )(?<![\\w.])[-+]?\\d[\\d.,:/-]*(?!\\w)");

    private final Map<String, Cause> causes = new LinkedHashMap<>();
    private long scannedTo;

    /** The records that failed alike. */
    static final class Cause {
        private final String key;
        private final String errorClass;
        private final String status;
        private String message;
        private long first = Long.MAX_VALUE;
        private long last;
        private long[] positions = new long[16];
        private int count;

        private Cause(String key, ErrorFile.Row row) {
            this.key = key;
            this.errorClass = row.of("_class");
            this.status = row.of("_http_status");
            this.message = row.of("_message");
        }

        private void add(ErrorFile.Row row, String pattern) {
            if (!message.equals(row.of("_message"))) {
                message = pattern;
            }
            long record = row.number("_record");
            first = Math.min(first, record);
            last = Math.max(last, record);
            if (count == positions.length) {
                positions = Arrays.copyOf(positions, count * 2);
            }
            positions[count++] = row.at();
        }

        String key() {
            return key;
        }

        String errorClass() {
            return errorClass;
        }

        String status() {
            return status;
        }

        String message() {
            return message;
        }

        long first() {
            return first;
        }

        long last() {
            return last;
        }

        int count() {
            return count;
        }

        /** Where rows begin, from the so-manieth on. */
        List<Long> positions(int from, int limit) {
            List<Long> some = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + limit); i++) {
                some.add(positions[i]);
            }
            return some;
        }
    }

    /** Reads on where it ended. A crash may have cut the file back; then it is read anew. */
    synchronized void readOn(ErrorFile file) throws IOException {
        if (file.size() < scannedTo) {
            causes.clear();
            scannedTo = 0;
        }
        scannedTo = file.scan(scannedTo, this::add);
    }

    private void add(ErrorFile.Row row) {
        String pattern = VARYING.matcher(row.of("_message")).replaceAll(DIFFERENT);
        String name = row.of("_class") + ' ' + row.of("_http_status") + ' ' + pattern;
        String key = causes.size() < MOST_CAUSES || causes.containsKey(name) ? name : "others";
        causes.computeIfAbsent(key, at -> new Cause(short32(at), row)).add(row, pattern);
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
