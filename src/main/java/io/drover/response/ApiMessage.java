package io.drover.response;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the words an API gives for a failure, in the places APIs put them. */
final class ApiMessage {
    /** Longer messages are cut; they are remarks for people, the answer itself is not kept. */
    static final int MAX_LENGTH = 500;

    private static final int MAX_DEPTH = 4;
    private static final List<String> WORDS = List.of(
            "message",
            "error_message",
            "errorMessage",
            "detail",
            "title",
            "error_description",
            "description",
            "reason");
    private static final List<String> NESTED = List.of("error", "errors", "reasons", "status", "fault");

    private ApiMessage() {}

    /** One line of at most {@value #MAX_LENGTH} characters without control characters; empty when nothing is found. */
    static String in(@Nullable Object tree) {
        return oneLine(find(tree, MAX_DEPTH));
    }

    /** The text as one line of limited length without control characters. */
    static String oneLine(String text) {
        boolean cut = text.length() > MAX_LENGTH;
        int end = cut ? MAX_LENGTH - 1 : text.length();
        if (cut && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder line = new StringBuilder(end + 1);
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            boolean blank = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
            line.append(blank ? ' ' : c);
        }
        return (cut ? line.append('…') : line).toString().strip();
    }

    private static String find(@Nullable Object tree, int depth) {
        if (depth == 0) {
            return "";
        }
        if (tree instanceof String text) {
            return text;
        }
        if (tree instanceof List<?> list) {
            return list.isEmpty() ? "" : find(list.get(0), depth - 1);
        }
        return tree instanceof Map<?, ?> fields ? findIn(fields, depth) : "";
    }

    private static String findIn(Map<?, ?> fields, int depth) {
        for (String name : WORDS) {
            if (fields.get(name) instanceof String text && !text.isBlank()) {
                return text;
            }
        }
        for (String name : NESTED) {
            // A status is often a bare word or number; only an object there can hold a message.
            Object value = fields.get(name);
            String found = name.equals("status") && !(value instanceof Map) ? "" : find(value, depth - 1);
            if (!found.isBlank()) {
                return found;
            }
        }
        return "";
    }
}
