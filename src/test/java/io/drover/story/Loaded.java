package io.drover.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.result.Summary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What a run published.
 *
 * @param success the rows of the success file, by column
 * @param errors the rows of the error file, by column
 */
record Loaded(Summary summary, List<Map<String, String>> success, List<Map<String, String>> errors) {
    static Loaded of(Summary summary, Path results) throws IOException {
        return new Loaded(
                summary, rows(results.resolve(summary.successFile())), rows(results.resolve(summary.errorFile())));
    }

    static List<Map<String, String>> rows(Path file) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
            return parser.stream().map(CSVRecord::toMap).toList();
        }
    }

    /** Every record of the source stands in exactly one file, and the summary adds up to what is in them. */
    Loaded accountsFor(int records) {
        List<Integer> ordinals = new ArrayList<>();
        success.forEach(row -> ordinals.add(Integer.parseInt(row.get("_record"))));
        errors.forEach(row -> ordinals.add(Integer.parseInt(row.get("_record"))));
        List<Integer> all = new ArrayList<>();
        for (int ordinal = 1; ordinal <= records; ordinal++) {
            all.add(ordinal);
        }
        assertThat(ordinals).containsExactlyInAnyOrderElementsOf(all);
        assertThat(summary.tally().records()).isEqualTo(records);
        assertThat(summary.tally().succeeded()).isEqualTo(success.size());
        assertThat(summary.tally().failed()).isEqualTo(errors.size());
        assertThat(summary.tally().filtered()).isZero();
        summary.tally()
                .failedByClass()
                .forEach((errorClass, count) -> assertThat(column(errors, "_class"))
                        .filteredOn(errorClass.word()::equals)
                        .hasSize(Math.toIntExact(count)));
        assertThat(summary.state()).isEqualTo("done");
        return this;
    }

    Loaded succeeds(int records) {
        accountsFor(records);
        assertThat(errors).isEmpty();
        return this;
    }

    /** All records failed, all alike. */
    Loaded fails(int records, String errorClass) {
        accountsFor(records);
        assertThat(success).isEmpty();
        assertThat(column(errors, "_class")).containsOnly(errorClass);
        return this;
    }

    /** Requests, retries and yields as the summary counts them. */
    Loaded took(int requests, int retries, int yields) {
        assertThat(List.of(
                        summary.tally().requests(),
                        summary.tally().retries(),
                        summary.tally().yields()))
                .as("requests, retries, yields")
                .containsExactly((long) requests, (long) retries, (long) yields);
        return this;
    }

    List<String> succeeded(String column) {
        return column(success, column);
    }

    List<String> failed(String column) {
        return column(errors, column);
    }

    private static List<String> column(List<Map<String, String>> rows, String name) {
        return rows.stream().map(row -> row.getOrDefault(name, "")).toList();
    }
}
