package io.drover.app;

import io.drover.config.AccessKeys;
import io.drover.config.Drafts;
import io.drover.config.Origin;
import io.drover.config.Problem;
import io.drover.config.Settings;
import io.drover.config.SettingsProblems;
import io.drover.connection.Connection;
import io.drover.connection.store.KeySource;
import io.drover.connection.store.SavedConnection;
import io.drover.connection.store.SavedLoad;
import io.drover.connection.store.Secrets;
import io.drover.connection.store.Store;
import io.drover.connection.store.StoreException;
import io.drover.load.Load;
import io.drover.source.HomeFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Adds to the configuration what was made through the management API. */
final class StoredDefinitions {
    private static final Origin STORE = new Origin("made through the management API", 0);

    private StoredDefinitions() {}

    /** The secrets of a home's store, by the key that the configuration gives or the key file. */
    static Secrets secrets(Settings settings, Store store) {
        AccessKeys keys = settings.keys();
        Path file = new HomeFolders(settings.home()).state().resolve("secrets.key");
        KeySource source = keys.secretsKey().isEmpty()
                ? new KeySource.KeyFile(file)
                : new KeySource.Given(
                        keys.secretsKey(), Optional.of(keys.secretsOldKey()).filter(key -> !key.isEmpty()));
        return new Secrets(store, source);
    }

    /** The configuration with what the home's store holds, if it has one. */
    static Settings added(Settings settings) {
        Path state = new HomeFolders(settings.home()).state();
        if (!Files.exists(state.resolve("store.db"))) {
            return settings;
        }
        try (Store store = Store.open(state)) {
            return added(settings, store, secrets(settings, store));
        } catch (StoreException e) {
            throw new StartException(List.of(String.valueOf(e.getMessage())), e);
        }
    }

    /** The configuration with what the store holds; what of it can't be used is among the warnings. */
    static Settings added(Settings settings, Store store, Secrets secrets) {
        FileDefined ofFile = new FileDefined(settings);
        List<Problem> unusable = new ArrayList<>();
        Map<String, Connection> connections = new TreeMap<>();
        settings.connections().forEach(connection -> connections.put(connection.name(), connection));
        store.connections().forEach((name, saved) -> {
            if (ofFile.connections().containsKey(name)) {
                unusable.add(leftAside("connection " + name));
            } else {
                Consumer<String> otherwise = why -> unusable.add(problem("connection " + name, why));
                connection(saved, secrets, settings.directory(), otherwise)
                        .ifPresent(connection -> connections.put(name, connection));
            }
        });
        Map<String, Load> loads = new TreeMap<>();
        settings.loads().forEach(load -> loads.put(load.name(), load));
        store.loads().forEach((name, saved) -> {
            if (ofFile.loads().containsKey(name)) {
                unusable.add(leftAside("load " + name));
            } else {
                load(saved, settings, connections.values(), why -> unusable.add(problem("load " + name, why)))
                        .ifPresent(load -> loads.put(name, load));
            }
        });
        return settings.with(List.copyOf(connections.values()), List.copyOf(loads.values()))
                .warnedOf(unusable);
    }

    private static Problem problem(String what, String why) {
        return new Problem(what + " can't be used: " + why, STORE);
    }

    private static Problem leftAside(String what) {
        return new Problem(what + " is left aside: the configuration file defines one of its name", STORE);
    }

    /** A load as it stands in the store, if it can be used; else why it can't is told. */
    static Optional<Load> load(
            SavedLoad saved, Settings settings, Collection<Connection> connections, Consumer<String> otherwise) {
        try {
            return Optional.of(Drafts.load(saved.name(), saved.fields(), settings, connections));
        } catch (SettingsProblems e) {
            otherwise.accept(Drafts.messageOf(e));
            return Optional.empty();
        }
    }

    /** A connection as it stands in the store, with its secrets, if it can be used; else why it can't is told. */
    static Optional<Connection> connection(
            SavedConnection saved, Secrets secrets, Path directory, Consumer<String> otherwise) {
        try {
            return Optional.of(bind(saved, secrets, directory));
        } catch (SettingsProblems e) {
            otherwise.accept(Drafts.messageOf(e));
        } catch (StoreException e) {
            otherwise.accept(String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    /**
     * A connection with its secrets.
     *
     * @throws SettingsProblems naming the fields
     */
    private static Connection bind(SavedConnection saved, Secrets secrets, Path directory) {
        Map<String, String> fields = new LinkedHashMap<>(saved.fields());
        secrets.open(saved.uid()).forEach((field, secret) -> fields.put(field, secret.reveal()));
        return Drafts.connection(saved.name(), fields, directory);
    }
}
