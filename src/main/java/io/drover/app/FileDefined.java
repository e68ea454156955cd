package io.drover.app;

import io.drover.config.Drafts;
import io.drover.config.EffectiveValue;
import io.drover.config.Settings;
import io.drover.connection.Connection;
import io.drover.connection.store.SavedConnection;
import io.drover.connection.store.SavedLoad;
import io.drover.load.Load;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The connections and loads that the configuration file defines, as the management API shows them. */
final class FileDefined {
    private static final String CONNECTIONS = "drover.connections.";
    private static final String LOADS = "drover.loads.";

    private final Map<String, SavedConnection> connections = new TreeMap<>();
    private final Map<String, SavedLoad> loads = new TreeMap<>();
    private final Map<String, Set<String>> secrets = new TreeMap<>();

    FileDefined(Settings settings) {
        Set<String> secretNames = new TreeSet<>();
        Drafts.connectionFields().stream()
                .filter(field -> field.isSecret())
                .forEach(field -> secretNames.add(field.name()));
        for (Connection connection : settings.connections()) {
            Map<String, String> fields = fields(settings, CONNECTIONS + connection.name() + ".");
            if (!fields.isEmpty()) {
                Set<String> set = new TreeSet<>(fields.keySet());
                set.retainAll(secretNames);
                secrets.put(connection.name(), set);
                fields.keySet().removeAll(secretNames);
                connections.put(connection.name(), connection(connection.name(), fields));
            }
        }
        for (Load load : settings.loads()) {
            Map<String, String> fields = fields(settings, LOADS + load.name() + ".");
            if (!fields.isEmpty()) {
                loads.put(load.name(), load(load.name(), fields));
            }
        }
    }

    Map<String, SavedConnection> connections() {
        return connections;
    }

    Map<String, SavedLoad> loads() {
        return loads;
    }

    /** The secrets that are set, of a connection. */
    Set<String> secrets(String connection) {
        return secrets.getOrDefault(connection, Set.of());
    }

    private static Map<String, String> fields(Settings settings, String prefix) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (EffectiveValue value : settings.effective()) {
            if (value.key().startsWith(prefix)
                    && !value.origin().place().equals("default")
                    && !value.value().isEmpty()) {
                fields.put(value.key().substring(prefix.length()).replace('-', '_'), value.value());
            }
        }
        return fields;
    }

    private static SavedConnection connection(String name, Map<String, String> fields) {
        return new SavedConnection(
                name, uid(CONNECTIONS + name), name, "http", fields, Optional.empty(), Optional.empty());
    }

    private static SavedLoad load(String name, Map<String, String> fields) {
        return new SavedLoad(name, uid(LOADS + name), name, fields, Optional.empty(), Optional.empty());
    }

    /** The same at every start. */
    private static String uid(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
