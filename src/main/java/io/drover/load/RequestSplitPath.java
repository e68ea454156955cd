package io.drover.load;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the records of a JSON document are: child steps from the root, then all elements.
 *
 * @param steps the names of the members to enter, outermost first; none for the root itself
 */
public record RequestSplitPath(List<String> steps) {
    private static final Pattern STEP = Pattern.compile(
            "\\.(?<name>[^.\\[\\]*'\"\\s@?()]+)" + "|\\['(?<single>[^'\\\\]+)']" + "|\\[\"(?<double>[^\"\\\\]+)\"]");
    private static final List<String> WILDCARDS = List.of("._", ".*", "[*]");

    public RequestSplitPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path such as {@code $.customers.*}, {@code $.data.items[*]} or {@code $.a['b c'].*}. An empty text means
     * the root.
     *
     * @throws IllegalArgumentException for anything but child steps and a trailing wildcard, saying what is allowed
     */
    public static RequestSplitPath parse(String text) {
        String path = text.strip();
        if (path.isEmpty()) {
            return new RequestSplitPath(List.of());
        }
        String wildcard = WILDCARDS.stream().filter(path::endsWith).findFirst().orElseThrow(() -> refused(text));
        if (!path.startsWith("$")) {
            throw refused(text);
        }
        String inner = path.substring(1, path.length() - wildcard.length());
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(inner);
        int at = 0;
        while (at < inner.length()) {
            if (!step.region(at, inner.length()).lookingAt()) {
                throw refused(text);
            }
            steps.add(name(step));
            at = step.end();
        }
        return new RequestSplitPath(steps);
    }

    private static String name(Matcher step) {
        String plain = step.group("name");
        String single = step.group("single");
        return plain != null ? plain : single != null ? single : step.group("double");
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException("request-split-path must name members from the root and end in .*, ._ or"
                + " [*], such as $.customers.* or $.data['my items'][*], but was '" + text + "'");
    }

    /** The path as it is written in a configuration. */
    @Override
    public String toString() {
        StringBuilder path = new StringBuilder("$");
        for (String step : steps) {
            // A backslash can stand in an unquoted name only.
            char quote = step.indexOf('\'') < 0 ? '\'' : '"';
            path.append(step.indexOf('\\') < 0 ? "[" + quote + step + quote + "]" : "." + step);
        }
        return path.append("[*]").toString();
    }
}
