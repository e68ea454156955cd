package io.drover.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** An error file as it stands on the disk, whole or still being written; its rows are found by where they begin. */
final class ErrorFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String RECORD = "_record";
    private static final String STATUS = "_http_status";
    private static final String CLASS = "_class";
    private static final String DELIMITERS = ",;\t|";

    private final Path file;
    private final Charset charset;
    private final boolean csv;
    private final byte[] header;
    private final List<String> columns;
    private final char delimiter;

    ErrorFile(Path file, Charset charset) throws IOException {
        this.file = file;
        this.charset = charset;
        this.csv = file.toString().endsWith(".csv");
        if (csv) {
            try (InputStream in = Files.newInputStream(file)) {
                header = RowCutter.csv(in, ',', 0, charset).next().orElseGet(() -> new byte[0]);
            }
            String text = new String(header, charset);
            delimiter = delimiterOf(text);
            columns = cells(text);
        } else {
            header = new byte[0];
            delimiter = ',';
            columns = List.of();
        }
    }

    /** Our own columns stand together in the header, so the character between them is the delimiter. */
    private static char delimiterOf(String header) {
        int at = header.lastIndexOf(RECORD);
        int behind = at < 0 ? -1 : at + RECORD.length();
        boolean known = behind >= 0 && behind < header.length() && DELIMITERS.indexOf(header.charAt(behind)) >= 0;
        return known ? header.charAt(behind) : ',';
    }

    /** The row's parts: the record as it was, and what happened to it. */
    record Row(long at, Map<String, String> fields, Map<String, String> appended) {
        String of(String column) {
            return appended.getOrDefault(column, "");
        }

        long number(String column) {
            String text = of(column);
            return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        }
    }

    /** Takes rows. */
    interface Sink {
        void row(Row row);
    }

    byte[] header() {
        return header.clone();
    }

    boolean isCsv() {
        return csv;
    }

    long size() throws IOException {
        return Files.size(file);
    }

    /** The source's columns; those of JSON differ from row to row. */
    List<String> sourceColumns() {
        int ours = columns.lastIndexOf(RECORD);
        return ours < 0 ? columns : columns.subList(0, ours);
    }

    /** Hands over the whole rows from a position on; returns where to go on. */
    long scan(long from, Sink sink) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            RowCutter rows = rows(channel, Math.max(from, header.length));
            for (var raw = rows.next(); raw.isPresent(); raw = rows.next()) {
                sink.row(row(rows.start(), raw.get()));
            }
            return rows.position();
        }
    }

    private RowCutter rows(SeekableByteChannel channel, long from) throws IOException {
        InputStream in = Channels.newInputStream(channel.position(from));
        return csv ? RowCutter.csv(in, delimiter, from, charset) : RowCutter.lines(in, from);
    }

    /** The rows that begin at these positions. */
    List<Row> rows(List<Long> positions) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (long position : positions) {
            rows.add(row(position, raw(position)));
        }
        return rows;
    }

    /** The row that begins there, as it stands there. */
    byte[] raw(long position) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return rows(channel, position)
                    .next()
                    .orElseThrow(() -> Refusal.notFound("There is no row of the error file at " + position));
        }
    }

    private Row row(long at, byte[] raw) {
        String text = new String(raw, charset);
        Map<String, String> all = new LinkedHashMap<>();
        if (csv) {
            List<String> cells = cells(text);
            for (int i = 0; i < cells.size() && i < columns.size(); i++) {
                all.put(columns.get(i), cells.get(i));
            }
        } else {
            object(text)
                    .properties()
                    .forEach(field -> all.put(
                            field.getKey(),
                            field.getValue().isContainerNode()
                                    ? field.getValue().toString()
                                    : field.getValue().asText("")));
        }
        return split(at, all);
    }

    private static JsonNode object(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private static Row split(long at, Map<String, String> all) {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, String> appended = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            boolean ours = !appended.isEmpty() || name.equals(RECORD);
            (ours ? appended : fields).put(name, value);
        });
        return new Row(at, fields, appended);
    }

    private List<String> cells(String text) {
        CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(delimiter).get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            for (CSVRecord record : parser) {
                return record.toList();
            }
            return List.of();
        } catch (IOException | UncheckedIOException e) {
            return List.of(text);
        }
    }

    /** What the answer said of the row's record: the values of the parse path map. */
    static Map<String, String> answerOf(Row row) {
        Map<String, String> answer = new LinkedHashMap<>();
        boolean[] within = new boolean[1];
        row.appended().forEach((name, value) -> {
            if (name.equals(CLASS)) {
                within[0] = false;
            } else if (within[0]) {
                answer.put(name, value);
            }
            within[0] |= name.equals(STATUS);
        });
        return answer;
    }
}
