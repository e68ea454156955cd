package io.drover.proof.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A CSV file as rows of cells exactly as they stand there, quotes and all; each byte is one character.
 *
 * @param whole whether the last row ends with a line end
 */
public record Table(List<List<String>> rows, boolean whole) {
    public static Table parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next == '"') {
                quoted = !quoted;
            } else if (!quoted && next == ',') {
                row.add(text.substring(begin, at));
                begin = at + 1;
            } else if (!quoted && next == '\n') {
                row.add(cell(text, begin, at));
                rows.add(row);
                row = new ArrayList<>();
                begin = at + 1;
            }
        }
        if (begin < text.length() || !row.isEmpty()) {
            row.add(cell(text, begin, text.length()));
            rows.add(row);
        }
        return new Table(rows, text.endsWith("\n"));
    }

    private static String cell(String text, int begin, int end) {
        return text.substring(begin, end > begin && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    public List<String> header() {
        return rows.isEmpty() ? List.of() : rows.get(0);
    }
}
