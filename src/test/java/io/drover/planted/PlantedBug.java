package io.drover.planted;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One bug, and the tests that have to catch it.
 *
 * @param breaks what a user would lose by it
 * @param tests classes below {@code io.drover}, e.g. {@code story.RetryTest}, or one test, {@code story.RetryTest#name}
 */
record PlantedBug(String id, String breaks, List<Change> changes, List<String> tests) {
    private static final String TABLE = "/planted/bugs.yaml";

    PlantedBug {
        changes = List.copyOf(changes);
        tests = List.copyOf(tests);
        if (changes.isEmpty() || tests.isEmpty()) {
            throw new IllegalArgumentException("bug " + id + " in " + TABLE + " needs changes and tests");
        }
    }

    /** All that stand in the table. */
    static List<PlantedBug> all() throws IOException {
        try (InputStream in = Objects.requireNonNull(PlantedBug.class.getResourceAsStream(TABLE), TABLE)) {
            Object root = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return ((List<?>) root).stream().map(bug -> of((Map<?, ?>) bug)).toList();
        }
    }

    private static PlantedBug of(Map<?, ?> bug) {
        List<Change> changes = new ArrayList<>();
        for (Object change : list(bug, "changes")) {
            Map<?, ?> texts = (Map<?, ?>) change;
            changes.add(new Change(Path.of(text(texts, "file")), text(texts, "find"), text(texts, "replace")));
        }
        return new PlantedBug(
                text(bug, "id"),
                text(bug, "breaks"),
                changes,
                list(bug, "tests").stream().map(String::valueOf).toList());
    }

    private static List<?> list(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), () -> key + " is missing in " + map)
                .toString();
    }

    /**
     * Other text in one file.
     *
     * @param find what stands there, exactly once, however its white space is laid out
     */
    record Change(Path file, String find, String replace) {
        /** The file's text with the bug in it. */
        String applyTo(String source) {
            Matcher found = Pattern.compile(Pattern.compile("\\s+")
                            .splitAsStream(find.strip())
                            .map(Pattern::quote)
                            .collect(Collectors.joining("\\s+")))
                    .matcher(source);
            if (!found.find()) {
                throw new IllegalStateException(file + " does not hold this any more: " + find);
            }
            int from = found.start();
            int to = found.end();
            if (found.find()) {
                throw new IllegalStateException(file + " holds this more than once: " + find);
            }
            return source.substring(0, from) + replace + source.substring(to);
        }
    }
}
