package io.drover.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * CSV bytes to JSON bytes by hand: every record becomes one object of strings, and nothing is made on the way but those
 * bytes. Quotes, doubled quotes, line breaks within quotes and UTF-8 are understood; wrong CSV is not.
 */
final class Transcoder {
    /** The bytes that end or interrupt a run of plain ones: quotes, commas, backslashes and everything below space. */
    private static final boolean[] SPECIAL = new boolean[256];

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    static {
        Arrays.fill(SPECIAL, 0, 0x20, true);
        SPECIAL['"'] = true;
        SPECIAL[','] = true;
        SPECIAL['\\'] = true;
    }

    private final InputStream in;
    private final byte[] header;
    private final byte[][] keys;
    private byte[] source = new byte[1 << 20];
    private int length;
    private int next;
    private int recordStart;
    private int recordEnd;
    private int lineBreaks;
    private long line = 1;
    private boolean ended;

    Transcoder(InputStream in) throws IOException {
        this.in = in;
        fill();
        int end = 0;
        while (source[end] != '\n') {
            end++;
        }
        header = Arrays.copyOf(source, end);
        keys = keys(new String(header, StandardCharsets.UTF_8));
        next = end + 1;
        line = 2;
    }

    private static byte[][] keys(String header) {
        List<byte[]> keys = new ArrayList<>();
        for (String column : header.split(",", -1)) {
            String before = keys.isEmpty() ? "{\"" : "\",\"";
            keys.add((before + column + "\":\"").getBytes(StandardCharsets.UTF_8));
        }
        return keys.toArray(new byte[0][]);
    }

    byte[] header() {
        return header.clone();
    }

    /** Line number of the record that comes next. */
    long line() {
        return line;
    }

    /** Appends the next record as a JSON object; false at the end of the file. */
    boolean next(Output json) throws IOException {
        int start = json.length();
        while (true) {
            if (next == length && ended) {
                return false;
            }
            recordStart = next;
            lineBreaks = 0;
            if (transcode(json)) {
                line += lineBreaks;
                return true;
            }
            json.length(start);
            fill();
        }
    }

    /** The source text of the record that {@link #next} gave, without its line end. */
    void copyRaw(Output target) {
        target.write(source, recordStart, recordEnd - recordStart);
    }

    /** False where the buffer ends before the record does. */
    private boolean transcode(Output json) {
        int at = next;
        for (byte[] key : keys) {
            json.write(key, 0, key.length);
            at = at < length && source[at] == '"' ? quoted(at + 1, json) : plain(at, json);
            if (at == length) {
                return finishAtEnd(json);
            }
            at++;
        }
        json.write('"');
        json.write('}');
        lineBreaks++;
        recordEnd = source[at - 2] == '\r' ? at - 2 : at - 1;
        next = at;
        return true;
    }

    /** The buffer's end is a record's end only where the file has no more: its last line may lack a line feed. */
    private boolean finishAtEnd(Output json) {
        if (!ended) {
            return false;
        }
        json.write('"');
        json.write('}');
        recordEnd = length;
        next = length;
        return true;
    }

    /** Gives the place of the comma or line feed that ends the field. */
    private int plain(int from, Output json) {
        byte[] bytes = source;
        int at = from;
        int copied = from;
        while (at < length) {
            byte b = bytes[at];
            if (!SPECIAL[b & 0xff]) {
                at++;
            } else if (b == ',' || b == '\n') {
                break;
            } else {
                json.write(bytes, copied, at - copied);
                if (b != '\r') {
                    escape(b, json);
                }
                at++;
                copied = at;
            }
        }
        json.write(bytes, copied, at - copied);
        return at;
    }

    /** Gives the place of the comma or line feed after the closing quote. */
    private int quoted(int from, Output json) {
        byte[] bytes = source;
        int at = from;
        int copied = from;
        while (at < length) {
            byte b = bytes[at];
            if (!SPECIAL[b & 0xff] || b == ',') {
                at++;
            } else if (b == '"' && (at + 1 == length || bytes[at + 1] != '"')) {
                break;
            } else {
                json.write(bytes, copied, at - copied);
                escape(b, json);
                lineBreaks += b == '\n' ? 1 : 0;
                at += b == '"' ? 2 : 1;
                copied = at;
            }
        }
        json.write(bytes, copied, Math.min(at, length) - copied);
        at = Math.min(at + 1, length);
        return at < length && bytes[at] == '\r' ? at + 1 : at;
    }

    private static void escape(byte b, Output json) {
        json.write('\\');
        switch (b) {
            case '"', '\\' -> json.write(b);
            case '\n' -> json.write('n');
            case '\r' -> json.write('r');
            case '\t' -> json.write('t');
            default -> {
                json.write('u');
                json.write('0');
                json.write('0');
                json.write(HEX[b >> 4]);
                json.write(HEX[b & 15]);
            }
        }
    }

    /** Moves what is left to the front and reads on. */
    private void fill() throws IOException {
        System.arraycopy(source, next, source, 0, length - next);
        length -= next;
        next = 0;
        if (length == source.length) {
            source = Arrays.copyOf(source, 2 * length);
        }
        int read = in.read(source, length, source.length - length);
        if (read < 0) {
            ended = true;
        } else {
            length += read;
        }
    }
}
