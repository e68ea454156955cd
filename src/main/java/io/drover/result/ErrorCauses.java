package io.drover.result;

import io.drover.batch.ErrorClass;
import io.drover.load.CsvFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Why records of a run failed: the error file's rows that differ only in numbers, names and values of their messages
 * counted together. Read from the file, so a crash can't make the figures wrong; memory doesn't grow with it.
 */
public final class ErrorCauses {
    /** The column of the parse path map that holds the destination's own code. */
    static final String CODE = "status_code";

    private static final int MOST_TOLD = 50;
    private static final int MOST_KEPT = 1000;
    private static final int SAMPLES = 3;

    private final Map<Key, Counting> causes = new LinkedHashMap<>();

    private ErrorCauses() {}

    /**
     * Reads an error file.
     *
     * @param csv how it is written, if it is CSV
     * @return the most frequent first; rare causes beyond {@value #MOST_TOLD} together as one without a message
     */
    public static List<ErrorCause> of(Path errorFile, CsvFormat csv) throws IOException {
        ErrorCauses causes = new ErrorCauses();
        try (InputStream in = Files.newInputStream(errorFile)) {
            RowScan scan = errorFile.toString().endsWith(".csv") ? new CsvRowScan(csv) : new JsonRowScan();
            scan.scan(in, causes::add);
        }
        return causes.told();
    }

    /** Copies those rows of an error file that failed for this cause; tells how many. */
    public static long copy(Path errorFile, CsvFormat csv, ErrorCause cause, Path to) throws IOException {
        Key key = new Key(cause.errorClass(), cause.code(), cause.message());
        return copy(errorFile, csv, row -> key(row).equals(key), to);
    }

    /** Copies those rows of an error file that have this code in {@value #CODE}; tells how many. */
    public static long copy(Path errorFile, CsvFormat csv, String code, Path to) throws IOException {
        return copy(errorFile, csv, row -> row.code().equals(code), to);
    }

    private static long copy(Path errorFile, CsvFormat csv, Predicate<RowScan.Row> wanted, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(errorFile);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
            return errorFile.toString().endsWith(".csv")
                    ? new CsvRowScan(csv).copy(in, wanted, out)
                    : new JsonRowScan().copy(in, wanted, out);
        }
    }

    private static Key key(RowScan.Row row) {
        String errorClass = row.errorClass().map(ErrorClass::word).orElse("");
        return new Key(errorClass, row.code(), CauseMessage.of(errorClass, row.message()));
    }

    private void add(RowScan.Row row) {
        Key key = key(row);
        boolean known = causes.containsKey(key) || causes.size() < MOST_KEPT;
        causes.computeIfAbsent(known ? key : Key.OTHER, Counting::new).add(row);
    }

    private List<ErrorCause> told() {
        List<Counting> sorted = new ArrayList<>(causes.values());
        Counting other = causes.getOrDefault(Key.OTHER, new Counting(Key.OTHER));
        sorted.remove(other);
        sorted.sort(Comparator.comparingLong((Counting one) -> one.count).reversed());
        while (sorted.size() > MOST_TOLD) {
            other.add(sorted.remove(sorted.size() - 1));
        }
        if (other.count > 0) {
            sorted.add(other);
        }
        return sorted.stream().map(Counting::cause).toList();
    }

    private record Key(String errorClass, String code, String message) {
        static final Key OTHER = new Key("", "", "");
    }

    /** A cause while rows are read. */
    private static final class Counting {
        private final Key key;
        private final List<String> samples = new ArrayList<>(SAMPLES);
        private long count;
        private long first = Long.MAX_VALUE;
        private long last;

        Counting(Key key) {
            this.key = key;
        }

        void add(RowScan.Row row) {
            count++;
            first = Math.min(first, row.ordinal());
            last = Math.max(last, row.ordinal());
            sample(CauseMessage.unmarked(row.message()));
        }

        void add(Counting rare) {
            count += rare.count;
            first = Math.min(first, rare.first);
            last = Math.max(last, rare.last);
            rare.samples.forEach(this::sample);
        }

        private void sample(String message) {
            if (samples.size() < SAMPLES && !samples.contains(message)) {
                samples.add(message);
            }
        }

        ErrorCause cause() {
            return new ErrorCause(key.errorClass, key.code, key.message, count, first, last, samples);
        }
    }
}
