package io.drover.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A file of {@link Properties}, in UTF-8, that knows the line of each key. */
final class PropertiesFile {
    private final String name;
    private final Map<String, Value> values;
    private final List<Problem> problems;

    /** Values and problems are added to the two collections. */
    PropertiesFile(String name, Map<String, Value> values, List<Problem> problems) {
        this.name = name;
        this.values = values;
        this.problems = problems;
    }

    void read(Path file) {
        try {
            String text = Files.readString(file);
            parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            problems.add(new Problem("the configuration file must be UTF-8, but holds other bytes", Origin.file(name)));
        } catch (IOException unreadable) {
            String reason = unreadable.getClass().getSimpleName();
            problems.add(new Problem("the configuration file can't be read: " + reason, Origin.file(name)));
        }
    }

    /** Joins natural lines to logical ones, keeps where each starts, and leaves what is in them to Properties. */
    void parse(String text) {
        String[] lines = text.split("\r\n|[\r\n]", -1);
        int at = 0;
        while (at < lines.length) {
            int first = at;
            StringBuilder logical = new StringBuilder(lines[at]);
            boolean comment = isComment(lines[at]);
            while (!comment && isContinued(lines[at]) && at + 1 < lines.length) {
                at++;
                logical.append('\n').append(lines[at]);
            }
            add(logical.toString(), new Origin(name, first + 1));
            at++;
        }
    }

    private void add(String logicalLine, Origin origin) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(logicalLine));
        } catch (IOException | IllegalArgumentException malformed) {
            problems.add(new Problem("the line must hold four hexadecimal digits after each \\u", origin));
        }
        one.remove("");
        for (String key : one.stringPropertyNames()) {
            Value earlier = values.putIfAbsent(key, new Value(one.getProperty(key), origin));
            if (earlier != null) {
                String what = key + " must stand in the file once, but stands in line "
                        + earlier.origin().line() + " too";
                problems.add(new Problem(what, origin));
            }
        }
    }

    private static boolean isComment(String line) {
        String start = line.stripLeading();
        return start.startsWith("#") || start.startsWith("!");
    }

    private static boolean isContinued(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
