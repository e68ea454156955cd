package io.drover.result;

import io.drover.batch.Bytes;
import java.util.regex.Pattern;

/** Text that Drover adds to a record, much of it the destination's words: it must not break a row or a spreadsheet. */
final class AppendedText {
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    /** What spreadsheets take for the start of a formula, the full-width forms included. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private AppendedText() {}

    /** One cell: quoted where needed, line breaks kept, other control characters left out, never a formula. */
    static void appendCsv(Bytes row, String text, char delimiter) {
        if (isPlain(text, delimiter)) {
            appendAscii(row, text);
            return;
        }
        String safe = safe(text);
        if (needsQuotes(safe, delimiter)) {
            row.append('"').append(safe.replace("\"", "\"\"")).append('"');
        } else {
            row.append(safe);
        }
    }

    private static boolean isPlain(String text, char delimiter) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inside = c == ' ' && i > 0 && i < text.length() - 1;
            if (!(isWordCharacter(c) || inside || c == '.' || c == ':' || c == '/') || c == delimiter) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWordCharacter(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static void appendAscii(Bytes row, String text) {
        for (int i = 0; i < text.length(); i++) {
            row.append(text.charAt(i));
        }
    }

    private static String safe(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 1);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isISOControl(c) || c == '\n' || c == '\r' || c == '\t') {
                safe.append(c);
            }
        }
        boolean formula = safe.length() > 0
                && FORMULA_STARTS.indexOf(safe.charAt(0)) >= 0
                && !PLAIN_NUMBER.matcher(safe).matches();
        return formula ? safe.insert(0, '\'').toString() : safe.toString();
    }

    private static boolean needsQuotes(String text, char delimiter) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return !text.equals(text.strip());
    }

    /** A JSON string with its quotes. */
    static void appendJson(Bytes row, String text) {
        row.append('"');
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                appendSlice(row, text, start, i);
                appendEscaped(row, c);
                start = i + 1;
            }
        }
        appendSlice(row, text, start, text.length());
        row.append('"');
    }

    private static void appendSlice(Bytes row, String text, int from, int to) {
        if (from < to) {
            row.append(text.substring(from, to));
        }
    }

    private static void appendEscaped(Bytes row, char c) {
        row.append('\\');
        switch (c) {
            case '"', '\\' -> row.append(c);
            case '\n' -> row.append('n');
            case '\r' -> row.append('r');
            case '\t' -> row.append('t');
            default ->
                row.append('u').append('0').append('0').append(HEX[c >> 4]).append(HEX[c & 15]);
        }
    }
}
