package io.drover.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An error file as it stands on the disk, whole or still being written; its rows are found by where they begin. */
final class ErrorFile {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DELIMITERS = ",;\t|";

    private final Path file;
    private final Charset charset;
    private final boolean csv;
    private final byte[] header;
    private final char delimiter;
    private final ErrorRow.Columns columns;

    ErrorFile(Path file, Charset charset) throws IOException {
        this.file = file;
        this.charset = charset;
        this.csv = file.toString().endsWith(".csv");
        this.header = csv ? firstRow(file, charset) : new byte[0];
        this.delimiter = delimiterOf(new String(header, charset));
        RowCutter cutter = RowCutter.csv(new ByteArrayInputStream(header), delimiter, 0, charset);
        byte[] names = cutter.next().orElseGet(cutter::rest);
        this.columns = new ErrorRow.Columns(names, cutter.cells(), charset);
    }

    private static byte[] firstRow(Path file, Charset charset) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return RowCutter.csv(in, ',', 0, charset).next().orElseGet(() -> new byte[0]);
        }
    }

    /** Our own columns stand together in the header, so the character between them is the delimiter. */
    private static char delimiterOf(String header) {
        int at = header.lastIndexOf(ErrorRow.RECORD);
        int behind = at < 0 ? -1 : at + ErrorRow.RECORD.length();
        boolean known = behind >= 0 && behind < header.length() && DELIMITERS.indexOf(header.charAt(behind)) >= 0;
        return known ? header.charAt(behind) : ',';
    }

    /** Takes rows. */
    interface Sink {
        void row(ErrorRow row);
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
        return columns.ofSource();
    }

    /** Hands over the whole rows from a position on; returns where to go on. */
    long scan(long from, Sink sink) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            RowCutter cutter = cutter(channel, Math.max(from, header.length));
            for (var raw = cutter.next(); raw.isPresent(); raw = cutter.next()) {
                sink.row(row(cutter, raw.get()));
            }
            return cutter.position();
        }
    }

    private RowCutter cutter(SeekableByteChannel channel, long from) throws IOException {
        InputStream in = Channels.newInputStream(channel.position(from));
        return csv ? RowCutter.csv(in, delimiter, from, charset) : RowCutter.lines(in, from);
    }

    private ErrorRow row(RowCutter cutter, byte[] raw) {
        return csv
                ? new ErrorRow.Csv(cutter.start(), raw, cutter.cells(), columns)
                : ErrorRow.Json.of(cutter.start(), object(raw));
    }

    private JsonNode object(byte[] raw) {
        try {
            return JSON.readTree(new String(raw, charset));
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    /** The rows that begin at these positions. */
    List<ErrorRow> rows(List<Long> positions) throws IOException {
        List<ErrorRow> rows = new ArrayList<>();
        each(positions, (cutter, raw) -> rows.add(row(cutter, raw)));
        return rows;
    }

    /** Writes the rows that begin at these positions as they stand there. */
    void copy(List<Long> positions, OutputStream out) throws IOException {
        each(positions, (cutter, raw) -> out.write(raw));
    }

    private interface Cut {
        void row(RowCutter cutter, byte[] raw) throws IOException;
    }

    private void each(List<Long> positions, Cut sink) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            RowCutter cutter = cutter(channel, 0);
            for (long position : positions) {
                if (position != cutter.position()) {
                    cutter = cutter(channel, position);
                }
                byte[] raw = cutter.next()
                        .orElseThrow(() -> Refusal.notFound("There is no row of the error file at " + position));
                sink.row(cutter, raw);
            }
        }
    }
}
