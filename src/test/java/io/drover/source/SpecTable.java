package io.drover.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the cases of a table in {@code src/test/resources/spec}. */
final class SpecTable {
    private SpecTable() {}

    /** One case: what goes in and what is expected. */
    record Case(String table, Map<String, Object> values) {
        String text(String key) {
            return String.valueOf(values.getOrDefault(key, ""));
        }

        @SuppressWarnings("unchecked") // the tables' own form
        List<Map<String, Object>> records() {
            return (List<Map<String, Object>>) values.getOrDefault("records", List.of());
        }

        @Override
        public String toString() {
            return table + ": " + values.get("id");
        }
    }

    static Stream<Case> cases(String... tables) {
        return Stream.of(tables).flatMap(table -> list(table, "cases").map(values -> new Case(table, map(values))));
    }

    /** A list of texts. */
    static Stream<String> texts(String table, String key) {
        return list(table, key).map(String::valueOf);
    }

    @SuppressWarnings("unchecked") // the tables' own form
    private static Map<String, Object> map(Object values) {
        return (Map<String, Object>) values;
    }

    private static Stream<?> list(String table, String key) {
        try (InputStream yaml = Objects.requireNonNull(SpecTable.class.getResourceAsStream("/spec/" + table))) {
            Map<String, Object> root = map(new Load(LoadSettings.builder().build()).loadFromInputStream(yaml));
            return ((List<?>) Objects.requireNonNull(root.get(key))).stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
