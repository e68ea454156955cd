package io.drover.redelivery;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A table of cases under {@code spec/} on the test class path. */
record SpecTable(Map<?, ?> root) {
    static SpecTable read(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SpecTable.class.getResourceAsStream("/spec/" + name), "no spec/" + name)) {
            return new SpecTable((Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in));
        }
    }

    String text(String key) {
        return String.valueOf(root.get(key));
    }

    List<Case> cases() {
        return ((List<?>) Objects.requireNonNull(root.get("cases")))
                .stream().map(one -> new Case((Map<?, ?>) one)).toList();
    }

    /** One line of the table. */
    record Case(Map<?, ?> values) {
        boolean has(String key) {
            return values.containsKey(key);
        }

        Object value(String key, Object orElse) {
            Object value = values.get(key);
            return value == null ? orElse : value;
        }

        String text(String key) {
            return String.valueOf(values.get(key));
        }

        int number(String key, int orElse) {
            return (Integer) value(key, orElse);
        }

        boolean flag(String key, boolean orElse) {
            return (Boolean) value(key, orElse);
        }
    }
}
