package io.drover.batch;

import java.nio.charset.StandardCharsets;

/** The inside of JSON strings: escapes what RFC 8259 demands and nothing else. */
public final class JsonText {
    /** By byte: 0 stands for itself, {@code u} needs a code, anything else is the letter after the backslash. */
    private static final byte[] ESCAPES = escapes();

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private JsonText() {}

    private static byte[] escapes() {
        byte[] escapes = new byte[256];
        for (int control = 0; control < 0x20; control++) {
            escapes[control] = 'u';
        }
        escapes['\b'] = 'b';
        escapes['\t'] = 't';
        escapes['\n'] = 'n';
        escapes['\f'] = 'f';
        escapes['\r'] = 'r';
        escapes['"'] = '"';
        escapes['\\'] = '\\';
        return escapes;
    }

    /** Whether a byte can't stand for itself inside a JSON string. */
    public static boolean needsEscape(int oneByte) {
        return ESCAPES[oneByte & 0xFF] != 0;
    }

    /** Appends UTF-8 text, escaped. */
    public static void append(Bytes to, byte[] utf8, int from, int end) {
        final byte[] escapes = ESCAPES;
        int plain = from;
        for (int at = from; at < end; at++) {
            byte escape = escapes[utf8[at] & 0xFF];
            if (escape != 0) {
                to.append(utf8, plain, at - plain);
                appendEscape(to, escape, utf8[at]);
                plain = at + 1;
            }
        }
        to.append(utf8, plain, end - plain);
    }

    /** Appends the inside of a quoted CSV cell, escaped: of each doubled quote one is left. */
    public static void appendDoubled(Bytes to, byte[] utf8, int from, int end) {
        int plain = from;
        for (int at = from; at < end; at++) {
            if (utf8[at] == '"') {
                append(to, utf8, plain, at);
                to.append('\\').append('"');
                at++;
                plain = at + 1;
            }
        }
        append(to, utf8, plain, end);
    }

    /**
     * Appends text, escaped. Half a surrogate pair is written as its code.
     *
     * @return whether there was half a pair
     */
    public static boolean append(Bytes to, String text) {
        int length = text.length();
        int at = 0;
        boolean half = false;
        while (at < length) {
            int code = text.codePointAt(at);
            if (code < 0x80) {
                appendAscii(to, code);
            } else if (code <= 0xFFFF && Character.isSurrogate((char) code)) {
                appendCode(to, code);
                half = true;
            } else {
                appendUtf8(to, code);
            }
            at += Character.charCount(code);
        }
        return half;
    }

    private static void appendAscii(Bytes to, int code) {
        byte escape = ESCAPES[code];
        if (escape == 0) {
            to.append(code);
        } else {
            appendEscape(to, escape, code);
        }
    }

    private static void appendEscape(Bytes to, byte escape, int code) {
        if (escape == 'u') {
            appendCode(to, code);
        } else {
            to.append('\\').append(escape);
        }
    }

    private static void appendCode(Bytes to, int code) {
        to.append('\\').append('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            to.append(HEX[(code >> shift) & 0xF]);
        }
    }

    private static void appendUtf8(Bytes to, int code) {
        if (code < 0x800) {
            to.append(0xC0 | (code >> 6));
        } else {
            if (code < 0x10000) {
                to.append(0xE0 | (code >> 12));
            } else {
                to.append(0xF0 | (code >> 18)).append(0x80 | ((code >> 12) & 0x3F));
            }
            to.append(0x80 | ((code >> 6) & 0x3F));
        }
        to.append(0x80 | (code & 0x3F));
    }
}
