package io.drover.management;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of an error file, page by page, as it stands on the disk. */
final class ErrorRows {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DELIMITERS = ",;\t|";

    private final Path file;
    private final Charset charset;

    ErrorRows(Path file, Charset charset) {
        this.file = file;
        this.charset = charset;
    }

    ObjectNode page(int offset, int limit) throws IOException {
        ObjectNode page = Bodies.object();
        page.putArray("columns");
        page.putArray("items");
        try (BufferedReader reader = open()) {
            if (file.toString().endsWith(".csv")) {
                readCsv(reader, page, offset, limit);
            } else {
                readLines(reader, page, offset, limit);
            }
        }
        return page;
    }

    private BufferedReader open() throws IOException {
        return new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    }

    private void readCsv(BufferedReader reader, ObjectNode page, int offset, int limit) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter())
                .setIgnoreEmptyLines(false)
                .get();
        try (CSVParser rows = CSVParser.parse(reader, format)) {
            List<String> columns = List.of();
            for (CSVRecord row : rows) {
                long number = rows.getRecordNumber() - 2;
                if (number < 0) {
                    columns = row.toList();
                    columns.forEach(page.withArray("columns")::add);
                } else if (number >= (long) offset + limit) {
                    page.put("next", offset + limit);
                    return;
                } else if (number >= offset) {
                    put(page.withArray("items").addObject(), columns, row);
                }
            }
        }
        page.putNull("next");
    }

    private static void put(ObjectNode item, List<String> columns, CSVRecord row) {
        for (int i = 0; i < row.size() && i < columns.size(); i++) {
            item.put(columns.get(i), row.get(i));
        }
    }

    /** Our own columns stand together in the header, so the character between them is the delimiter. */
    private char delimiter() throws IOException {
        try (BufferedReader reader = open()) {
            String header = String.valueOf(reader.readLine());
            int at = header.lastIndexOf("_record");
            char after = at < 0 ? ',' : header.charAt(Math.min(header.length() - 1, at + "_record".length()));
            return DELIMITERS.indexOf(after) >= 0 || !Character.isLetterOrDigit(after) ? after : ',';
        }
    }

    private static void readLines(BufferedReader reader, ObjectNode page, int offset, int limit) throws IOException {
        long number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (number >= (long) offset + limit) {
                page.put("next", offset + limit);
                return;
            }
            if (number >= offset) {
                JsonNode row = JSON.readTree(line);
                page.withArray("items").add(row);
            }
            number++;
        }
        page.putNull("next");
    }
}
