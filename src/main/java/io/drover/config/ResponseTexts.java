package io.drover.config;

import io.drover.response.Correlation;
import java.util.ArrayList;
import java.util.List;

/** Reads the texts that package response gives a meaning. */
final class ResponseTexts {
    private ResponseTexts() {}

    /** The paths of a list, split at commas outside brackets and quotes, a trailing {@code ._} read as {@code .*}. */
    static List<String> splitPaths(String text) {
        List<String> paths = new ArrayList<>();
        for (String part : parts(text)) {
            String path = part.strip();
            if (!path.startsWith("$")) {
                throw new IllegalArgumentException("a JSONPath starts with $");
            }
            paths.add(path.endsWith("._") ? path.substring(0, path.length() - 1) + "*" : path);
        }
        return paths;
    }

    static Correlation correlation(String text) {
        if (text.equals("auto")) {
            return new Correlation.Auto();
        }
        if (text.equals("position")) {
            return new Correlation.Position();
        }
        int equals = text.indexOf('=');
        if (!text.startsWith("field:") || equals < "field:x".length() || !text.startsWith("$", equals + 1)) {
            throw new IllegalArgumentException("unknown correlation");
        }
        return new Correlation.Field(text.substring("field:".length(), equals), text.substring(equals + 1));
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            quote = quoteAfter(quote, each);
            depth += quote == 0 ? depthOf(each) : 0;
            if (each == ',' && depth == 0 && quote == 0) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        if (!text.isEmpty()) {
            parts.add(text.substring(start));
        }
        return parts;
    }

    private static char quoteAfter(char open, char each) {
        if (open == 0) {
            return each == '\'' || each == '"' ? each : 0;
        }
        return each == open ? 0 : open;
    }

    private static int depthOf(char each) {
        return switch (each) {
            case '[', '(' -> 1;
            case ']', ')' -> -1;
            default -> 0;
        };
    }
}
