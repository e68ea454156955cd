package io.drover.config;

import io.drover.load.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one table of every key: defaults, unknown keys, environment names and the reference page come from it. */
final class Keys {
    static final String PREFIX = "drover.";
    private static final Pattern SCOPED = Pattern.compile("(drover\\.(?:connections|loads)\\.)([^.]*)\\.(.+)");

    static final List<Key<?>> ALL = all();

    private Keys() {}

    /**
     * A connection's or load's part of a key.
     *
     * @param prefix {@link Key#CONNECTIONS} or {@link Key#LOADS}
     */
    record Scoped(String prefix, String name, String suffix) {}

    static Optional<Scoped> scoped(String key) {
        Matcher parts = SCOPED.matcher(key);
        return parts.matches()
                ? Optional.of(new Scoped(parts.group(1), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    static Optional<Key<?>> find(String key) {
        String name = nameIn(key);
        for (Key<?> known : ALL) {
            if (known.of(name).equals(key)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** The name of the connection or load; empty for other keys. */
    static String nameIn(String key) {
        return scoped(key).map(Scoped::name).orElse("");
    }

    /** The known key that is nearest to one that isn't, if any is near. */
    static Optional<String> nearest(String unknown) {
        String[] segments = unknown.split("\\.", 4);
        String name = segments.length == 4 ? segments[2] : "NAME";
        return nearest(unknown, ALL.stream().map(key -> key.of(name)).toList());
    }

    /** The candidate that was probably meant. */
    static Optional<String> nearest(String text, Collection<String> candidates) {
        return NearestName.of(text, candidates);
    }

    private static List<Key<?>> all() {
        List<Key<?>> all = new ArrayList<>(GeneralKeys.ALL);
        all.addAll(ConnectionKeys.ALL);
        all.addAll(LoadKeys.ALL);
        return List.copyOf(all);
    }
}
