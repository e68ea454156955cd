package io.drover.config;

import java.util.Locale;

/**
 * One setting: what it is called, what it may hold, what it means.
 *
 * @param pattern the whole key; {@code NAME} stands for a connection's or load's name
 * @param defaultText what a key left out has; {@code NAME} as in the pattern
 */
record Key<T>(String pattern, Type<T> type, String defaultText, String example, String meaning) {
    static final String CONNECTIONS = "drover.connections.";
    static final String LOADS = "drover.loads.";
    private static final String NAME = "NAME";

    Key {
        type.parse(defaultText);
    }

    static <T> Key<T> connection(String suffix, Type<T> type, String defaultText, String example, String meaning) {
        return new Key<>(CONNECTIONS + NAME + "." + suffix, type, defaultText, example, meaning);
    }

    static <T> Key<T> load(String suffix, Type<T> type, String defaultText, String example, String meaning) {
        return new Key<>(LOADS + NAME + "." + suffix, type, defaultText, example, meaning);
    }

    /** The key of the connection or load of that name; for other keys the name is not looked at. */
    String of(String name) {
        return pattern.replace(NAME, name);
    }

    String defaultOf(String name) {
        return defaultText.replace(NAME, name);
    }

    /** What stands before the name: {@link #CONNECTIONS}, {@link #LOADS} or, for other keys, {@code drover.} */
    String scope() {
        return pattern.startsWith(CONNECTIONS) ? CONNECTIONS : pattern.startsWith(LOADS) ? LOADS : "drover.";
    }

    /** What stands behind the name, or behind {@code drover.} */
    String suffix() {
        return pattern.substring(scope().length()).replace(NAME + ".", "");
    }

    /** The environment variable that overrides this key, with {@code NAME} for the name. */
    String environment() {
        return variable(pattern);
    }

    static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
