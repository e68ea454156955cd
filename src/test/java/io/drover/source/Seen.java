package io.drover.source;

import io.drover.batch.Bytes;
import io.drover.batch.RecordReader;
import io.drover.load.CsvFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Everything a reader says about one record; {@code problem} and {@code json} are empty where the other is not. */
record Seen(long ordinal, long line, String problem, String json, String row) {
    static List<Seen> all(RecordReader reader) throws IOException {
        try (reader) {
            List<Seen> seen = new ArrayList<>();
            while (reader.next()) {
                Bytes json = new Bytes(16);
                Bytes row = new Bytes(16);
                reader.appendSource(row);
                if (reader.problem().isEmpty()) {
                    reader.appendJson(json);
                }
                seen.add(new Seen(
                        reader.ordinal(), reader.line(), reader.problem().orElse(""), json.toString(), row.toString()));
            }
            return seen;
        }
    }

    static CsvReader csvReader(byte[] source) throws IOException, UnreadableSourceException {
        return csvReader(source, ',', Window.RECORD_LIMIT);
    }

    static CsvReader csvReader(byte[] source, char delimiter, int limit) throws IOException, UnreadableSourceException {
        CsvFormat format = new CsvFormat(delimiter, StandardCharsets.UTF_8);
        return new CsvReader(new ByteArrayInputStream(source), format, limit);
    }

    static List<Seen> csv(String source) throws IOException, UnreadableSourceException {
        return all(csvReader(source.getBytes(StandardCharsets.UTF_8)));
    }

    static List<Seen> jsonLines(String source) throws IOException {
        return all(new JsonLinesReader(
                new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)), Window.RECORD_LIMIT));
    }

    /** The message without the mark at its end. */
    String reason() {
        return problem.replaceFirst(" \\[row [0-9a-f]{8}]$", "");
    }
}
