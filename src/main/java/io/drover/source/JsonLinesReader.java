package io.drover.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads JSON Lines: a line that can't be read is a problem of that line alone. Blank lines are skipped. */
final class JsonLinesReader extends JsonRecordReader {
    private final Window window;
    private int next;

    JsonLinesReader(InputStream in, int recordLimit) throws IOException {
        super(recordLimit);
        window = new Window(in, recordLimit);
        window.skipByteOrderMark();
        next = window.start();
    }

    @Override
    public boolean next() throws IOException {
        while (true) {
            window.startAt(next);
            int lineEnd = window.lineEnd(false);
            int start = window.start();
            if (start == lineEnd && lineEnd == window.end()) {
                return false;
            }
            line++;
            if (lineEnd < 0) {
                skipLine();
                return true;
            }
            next = window.afterLineEnd(lineEnd);
            if (!blank(start, lineEnd)) {
                ordinal++;
                read(window.bytes(), start, lineEnd);
                return true;
            }
        }
    }

    private void skipLine() throws IOException {
        ordinal++;
        String message = "line " + line + ", from byte " + window.offset(window.start()) + ", is longer than "
                + window.limit() + " bytes and was not read";
        window.skipLine(false);
        next = window.start();
        record.unreadable("", message);
    }

    private boolean blank(int from, int end) {
        byte[] bytes = window.bytes();
        int at = from;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at == end;
    }

    private void read(byte[] bytes, int from, int lineEnd) throws IOException {
        int end = bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        int invalid = Utf8.firstInvalid(bytes, from, end);
        if (invalid >= 0) {
            record.unreadable(
                    text(bytes, from, end), "the line is not UTF-8 at byte " + (invalid - from + 1) + "; JSON must be");
            return;
        }
        parse(bytes, from, end);
        Optional<String> corrected = record.correctedSource();
        if (corrected.isPresent()) {
            byte[] line = corrected.get().getBytes(StandardCharsets.UTF_8);
            parse(line, 0, line.length);
        }
    }

    private void parse(byte[] bytes, int from, int end) throws IOException {
        try (JsonParser parser = JsonFormat.FACTORY.createParser(bytes, from, end - from)) {
            if (parser.nextToken() == null) {
                record.unreadable(text(bytes, from, end), "the line holds no JSON");
                return;
            }
            record.copy(parser);
            if (parser.nextToken() != null) {
                record.unreadable(text(bytes, from, end), "the line holds more than one JSON value");
            }
        } catch (StreamConstraintsException e) {
            record.unreadable(text(bytes, from, end), "the line's JSON exceeds " + JsonFormat.LIMITS);
        } catch (JsonProcessingException e) {
            record.unreadable(
                    text(bytes, from, end),
                    "the line is not JSON at column " + e.getLocation().getColumnNr());
        } catch (CharConversionException e) {
            record.unreadable(text(bytes, from, end), "the line is not JSON in UTF-8");
        }
    }

    private static String text(byte[] bytes, int from, int end) {
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        window.close();
    }
}
