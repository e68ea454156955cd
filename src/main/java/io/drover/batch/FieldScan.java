package io.drover.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the values of named fields in the bytes of a JSON object as the readers write it (compact, names escaped no
 * further than needed), without making anything of it. Of a name that stands twice, the last value counts. Refilled by
 * each {@link #scan}; not thread-safe.
 */
public final class FieldScan {
    private final byte[][] names;
    private final int[] from;
    private final int[] end;
    private byte[] bytes = {};

    /** @param fields names of top-level fields */
    public FieldScan(List<String> fields) {
        this.names = new byte[fields.size()][];
        Arrays.setAll(names, field -> quoted(fields.get(field)));
        this.from = new int[names.length];
        this.end = new int[names.length];
    }

    private static byte[] quoted(String name) {
        Bytes quoted = new Bytes(name.length() + 2).append('"');
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            if (each == '"' || each == '\\') {
                quoted.append('\\');
            }
            quoted.append(each);
        }
        return quoted.append('"').toByteArray();
    }

    /** Looks through the object whose opening brace stands there. */
    public void scan(byte[] json, int start) {
        bytes = json;
        Arrays.fill(from, 0);
        Arrays.fill(end, 0);
        int at = start + 1;
        while (json[at] != '}') {
            if (json[at] == ',') {
                at++;
            }
            int nameEnd = JsonScan.afterValue(json, at);
            int valueEnd = JsonScan.afterValue(json, nameEnd + 1);
            for (int field = 0; field < names.length; field++) {
                byte[] name = names[field];
                if (Arrays.equals(name, 0, name.length, json, at, nameEnd)) {
                    from[field] = nameEnd + 1;
                    end[field] = valueEnd;
                }
            }
            at = valueEnd;
        }
    }

    /** What was looked through last. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the value of the field with this index begins; as {@link #end} where there is none. */
    public int from(int field) {
        return from[field];
    }

    /** Behind the last byte of the value: a text's closing quote, an object's brace. */
    public int end(int field) {
        return end[field];
    }

    public boolean found(int field) {
        return end[field] > 0;
    }
}
