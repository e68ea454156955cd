package io.drover.response;

import java.util.ArrayList;
import java.util.List;

/**
 * The {@code response-split-path} setting: JSONPaths separated by top-level commas.
 *
 * @param paths each starting with {@code $}, trailing {@code ._} read as {@code .*}
 * @param rewritten the paths whose {@code ._} was read as {@code .*}, as they were written
 */
public record SplitPathList(List<String> paths, List<String> rewritten) {
    private static final String SETTING = "(connection setting response-split-path)";

    public SplitPathList {
        paths = List.copyOf(paths);
        rewritten = List.copyOf(rewritten);
    }

    /**
     * Reads the setting; blank text is the empty list.
     *
     * @throws IllegalArgumentException when a path is empty or does not start with {@code $}, or a bracket or quote is
     *     left open
     */
    public static SplitPathList parse(String text) {
        List<String> paths = new ArrayList<>();
        List<String> rewritten = new ArrayList<>();
        if (text.isBlank()) {
            return new SplitPathList(paths, rewritten);
        }
        for (String part : topLevelParts(text)) {
            String path = part.strip();
            if (!path.startsWith("$")) {
                throw new IllegalArgumentException("response split path number " + (paths.size() + 1) + " was '" + path
                        + "', but each path of the comma-separated list must start with $, e.g. $.result.errors.data.* "
                        + SETTING);
            }
            if (path.endsWith("._")) {
                rewritten.add(path);
                path = path.substring(0, path.length() - 1) + "*";
            }
            paths.add(path);
        }
        return new SplitPathList(paths, rewritten);
    }

    private static List<String> topLevelParts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, at));
                start = at + 1;
            } else if (c == '\'' || c == '"') {
                at = closingQuote(text, at);
            } else {
                depth += nesting(c);
            }
        }
        if (depth != 0) {
            throw unclosed(text);
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static int closingQuote(String text, int open) {
        for (int at = open + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == text.charAt(open)) {
                return at;
            }
        }
        throw unclosed(text);
    }

    private static IllegalArgumentException unclosed(String text) {
        return new IllegalArgumentException("response split path was '" + text.strip()
                + "', in which a quote or bracket has no counterpart; each must be closed " + SETTING);
    }

    /** 1 for a bracket that opens, -1 for one that closes. */
    static int nesting(char c) {
        return switch (c) {
            case '[', '(' -> 1;
            case ']', ')' -> -1;
            default -> 0;
        };
    }
}
