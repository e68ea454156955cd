package io.drover.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/**
 * A CSV of 10 columns and about 100 bytes a record, the same on every machine; one row in twenty holds quotes, commas,
 * a line break and text outside ASCII.
 */
record DataFile(Path path, long records) {
    private static final String HEADER = "id,first_name,last_name,email,phone,city,country,amount,created_at,comment\n";
    private static final String[] FIRST = {"Anna", "Bela", "Carl", "Dora", "Emil", "Fatima", "Georg", "Hana"};
    private static final String[] LAST = {"Ahmadi", "Berger", "Costa", "Dubois", "Eriksen", "Fischer", "Garcia", "Haas"
    };
    private static final String[] CITY = {"Basel", "Cordoba", "Delhi", "Essen", "Fukuoka", "Gent", "Hanoi", "Izmir"};
    private static final String[] COUNTRY = {"AT", "BR", "CH", "DE", "ES", "FR", "IN", "JP"};

    /** Makes the file unless the folder already holds it. */
    static DataFile of(Path folder, long records) throws IOException {
        Path path = folder.resolve("records-" + records + ".csv");
        if (!Files.exists(path)) {
            Files.createDirectories(folder);
            Path unfinished = folder.resolve("records-" + records + ".tmp");
            try (BufferedWriter writer = Files.newBufferedWriter(unfinished)) {
                writeRows(writer, records, "", row -> "");
            }
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        }
        return new DataFile(path, records);
    }

    /** The same with a column {@code bill} before the others, which is equal in so many records. */
    static DataFile ofBills(Path folder, long records, int recordsPerBill, boolean together) throws IOException {
        Path path = folder.resolve("bills-" + (together ? "together-" : "scattered-") + records + ".csv");
        if (!Files.exists(path)) {
            Files.createDirectories(folder);
            long bills = records / recordsPerBill;
            try (BufferedWriter writer = Files.newBufferedWriter(path)) {
                LongFunction<String> bill = row -> (together ? (row - 1) / recordsPerBill : row % bills) + ",";
                writeRows(writer, records, "bill,", bill);
            }
        }
        return new DataFile(path, records);
    }

    /** How a rare row differs from a plain one is its last column alone, so both have the same ten fields. */
    private static void writeRows(BufferedWriter writer, long records, String header, LongFunction<String> prefix)
            throws IOException {
        writer.write(header + HEADER);
        SplittableRandom random = new SplittableRandom(20261121);
        StringBuilder row = new StringBuilder(200);
        for (long i = 1; i <= records; i++) {
            row.setLength(0);
            String first = FIRST[random.nextInt(8)];
            String last = LAST[random.nextInt(8)];
            row.append(prefix.apply(i))
                    .append(i)
                    .append(',')
                    .append(first)
                    .append(',')
                    .append(last)
                    .append(',');
            row.append(first).append('.').append(random.nextInt(10_000)).append("@example.com,+41");
            row.append(100_000_000 + random.nextInt(899_999_999)).append(',');
            row.append(CITY[random.nextInt(8)]).append(',').append(COUNTRY[random.nextInt(8)]);
            row.append(',').append(random.nextInt(100_000)).append('.').append(10 + random.nextInt(90));
            row.append(",2026-").append(10 + random.nextInt(3)).append('-').append(10 + random.nextInt(18));
            row.append("T10:15:00Z,");
            row.append(random.nextInt(20) == 0 ? "\"said \"\"grüß Gott\"\",\nthen ☕, left\"" : "regular buyer");
            writer.append(row).append('\n');
        }
    }
}
