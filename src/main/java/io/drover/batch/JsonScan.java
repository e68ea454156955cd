package io.drover.batch;

import java.nio.charset.StandardCharsets;

/** Steps over compact JSON that is known to be sound. */
public final class JsonScan {
    private JsonScan() {}

    /** The index after the value that starts at an index. */
    public static int afterValue(byte[] json, int from) {
        byte first = json[from];
        if (first == '"') {
            return afterString(json, from);
        }
        return first == '{' || first == '[' ? afterContainer(json, from) : afterWord(json, from);
    }

    private static int afterString(byte[] json, int from) {
        int at = from + 1;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private static int afterContainer(byte[] json, int from) {
        int depth = 0;
        int at = from;
        do {
            switch (json[at]) {
                case '"' -> at = afterString(json, at) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            at++;
        } while (depth > 0);
        return at;
    }

    private static int afterWord(byte[] json, int from) {
        int at = from;
        while (json[at] != ',' && json[at] != '}' && json[at] != ']') {
            at++;
        }
        return at;
    }

    /** Appends the inside of a string without its escapes, of which compact JSON has the short ones and codes. */
    public static void appendUnescaped(Bytes to, byte[] json, int from, int end) {
        int at = from;
        while (at < end) {
            if (json[at] != '\\') {
                to.append(json[at++]);
                continue;
            }
            byte letter = json[at + 1];
            if (letter == 'u') {
                String code = new String(json, at + 2, 4, StandardCharsets.US_ASCII);
                to.append(String.valueOf((char) Integer.parseInt(code, 16)));
                at += 6;
            } else {
                to.append(meant(letter));
                at += 2;
            }
        }
    }

    private static int meant(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            default -> letter;
        };
    }
}
