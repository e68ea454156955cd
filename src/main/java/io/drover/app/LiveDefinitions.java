package io.drover.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.config.Drafts;
import io.drover.config.Settings;
import io.drover.connection.Accounts;
import io.drover.connection.Connection;
import io.drover.connection.Secret;
import io.drover.connection.store.Change;
import io.drover.connection.store.ConnectionState;
import io.drover.connection.store.Event;
import io.drover.connection.store.Field;
import io.drover.connection.store.Kind;
import io.drover.connection.store.SavedConnection;
import io.drover.connection.store.SavedLoad;
import io.drover.connection.store.Secrets;
import io.drover.connection.store.Store;
import io.drover.load.Load;
import io.drover.management.Definitions;
import io.drover.management.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Connections and loads of the configuration file and of the store; a change is recorded, then takes effect. */
final class LiveDefinitions implements Definitions {
    private static final String REFRESH_TOKEN = "refresh_token";

    private final Settings settings;
    private final Binder binder;
    private final LiveAccounts accounts;
    private final LoadChecks loadChecks;
    private final FileDefined ofFile;
    private final Store store;
    private final Secrets secrets;
    private final LiveCatalog catalog;
    private final Checks checks;
    private final Set<String> paused = ConcurrentHashMap.newKeySet();
    private volatile Effects effects = Effects.NONE;

    LiveDefinitions(Settings settings, Kept kept, LiveCatalog catalog, Checks checks, Binder binder) {
        this.settings = settings;
        this.store = kept.store();
        this.secrets = kept.secrets();
        this.binder = binder;
        this.ofFile = new FileDefined(settings);
        this.catalog = catalog;
        this.checks = checks;
        this.accounts = new LiveAccounts(catalog, checks);
        this.loadChecks = new LoadChecks(settings, store, catalog, checks, Clock.systemUTC());
        paused.addAll(store.pausedLoads());
    }

    /** What is kept on disk. */
    record Kept(Store store, Secrets secrets) {}

    /** From now on changes reach the routes. */
    void takeEffectIn(Effects running) {
        effects = running;
    }

    @Override
    public List<Field> connectionFields() {
        return Drafts.connectionFields();
    }

    @Override
    public List<Field> loadFields() {
        return Drafts.loadFields();
    }

    @Override
    public Map<String, SavedConnection> connections() {
        Map<String, SavedConnection> all = new TreeMap<>(store.connections());
        all.putAll(ofFile.connections());
        return all;
    }

    @Override
    public Map<String, SavedLoad> loads() {
        Map<String, SavedLoad> all = new TreeMap<>(store.loads());
        all.putAll(ofFile.loads());
        return all;
    }

    @Override
    public Map<String, Optional<Instant>> secrets(SavedConnection connection) {
        Map<String, Optional<Instant>> set = new LinkedHashMap<>();
        if (connection.isEditable()) {
            secrets.changed(connection.uid()).forEach((field, at) -> set.put(field, Optional.of(at)));
        } else {
            ofFile.secrets(connection.name()).forEach(field -> set.put(field, Optional.empty()));
        }
        return set;
    }

    @Override
    public Accounts accounts(SavedConnection connection) {
        return Drafts.accounts(connection.name(), connection.fields());
    }

    @Override
    public ConnectionState state(String connection) {
        ConnectionState known = checks.state(connection);
        return known.isInvalid() || catalog.connection(connection).isPresent()
                ? known
                : Optional.ofNullable(store.connections().get(connection))
                        .map(this::problem)
                        .map(known::unusable)
                        .orElse(known);
    }

    /** Why a connection can't be used as it stands in the store. */
    private String problem(SavedConnection saved) {
        List<String> problems = new ArrayList<>();
        boolean usable = StoredDefinitions.connection(saved, secrets, settings.directory(), problems::add)
                .isPresent();
        return usable ? "it could not be used when Drover started: check it" : problems.get(0);
    }

    @Override
    public synchronized void save(ConnectionEdit edit, Event event) {
        SavedConnection saved = edit.connection();
        Map<String, Secret> kept = new LinkedHashMap<>();
        edit.copySecretsOf().ifPresent(original -> kept.putAll(secrets.open(original.uid())));
        // Two connections that used one would make it worthless to each other.
        kept.remove(REFRESH_TOKEN);
        kept.putAll(edit.secrets());
        Optional<Connection> bound = bindOrLack(edit, kept);
        bound.ifPresent(this::checkLoads);
        List<Change> changes = new ArrayList<>(List.of(saved.put(), new Change.Note(event)));
        Instant now = saved.updatedAt().orElseThrow();
        kept.forEach((field, secret) -> changes.add(secrets.keep(saved.uid(), field, secret, now)));
        store.change(changes);
        if (bound.isEmpty()) {
            checks.lacksSecrets(saved.name());
        } else if (edit.reauthorize() || !bound.equals(catalog.connection(saved.name()))) {
            take(bound.get(), edit.reauthorize());
        }
    }

    /** From now on it is used, and so are those of its loads that could not be without it. */
    private void take(Connection connection, boolean interrupt) {
        effects.connectionPut(catalog.put(connection, binder.reach()), interrupt);
        store.loads().values().stream()
                .filter(load -> connection.name().equals(load.fields().get("connection")))
                .filter(load -> catalog.load(load.name()).isEmpty())
                .forEach(this::takeIfUsable);
    }

    private void takeIfUsable(SavedLoad saved) {
        StoredDefinitions.load(saved, settings, catalog.connections(), why -> {})
                .ifPresent(load -> {
                    catalog.put(load);
                    effects.loadPut(load);
                });
    }

    private Optional<Connection> bindOrLack(ConnectionEdit edit, Map<String, Secret> kept) {
        try {
            return Optional.of(binder.bind(edit.connection(), kept));
        } catch (Refusal refusal) {
            Set<String> secretNames = connectionFields().stream()
                    .filter(Field::isSecret)
                    .map(Field::name)
                    .collect(Collectors.toSet());
            boolean lacks = refusal.problems().stream().allMatch(problem -> secretNames.contains(problem.field()));
            if (edit.mayLackSecrets() && lacks) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /** The loads of a connection have to fit what it becomes. */
    private void checkLoads(Connection connection) {
        List<Connection> others = new ArrayList<>(catalog.connections());
        others.removeIf(other -> other.name().equals(connection.name()));
        others.add(connection);
        store.loads().values().stream()
                .filter(load -> connection.name().equals(load.fields().get("connection")))
                .forEach(load -> Binder.refusing(() -> Drafts.load(load.name(), load.fields(), settings, others)));
    }

    @Override
    public synchronized void delete(SavedConnection connection, Event event) {
        List<Change> changes = new ArrayList<>(secrets.forget(connection.uid()));
        changes.addAll(KeptRefreshTokens.forget(connection.name(), catalog.connections()));
        changes.add(new Change.Remove(Kind.CONNECTION, connection.name()));
        changes.add(new Change.Remove(Kind.CONNECTION_STATE, connection.name()));
        changes.add(new Change.Note(event));
        store.change(changes);
        checks.forget(connection.name());
        effects.connectionRemoved(connection.name());
        catalog.removeConnection(connection.name());
    }

    @Override
    public synchronized void save(SavedLoad saved, Event event) {
        Map<String, String> fields = new LinkedHashMap<>(saved.fields());
        fields.values().removeIf(String::isEmpty);
        Load load = Binder.refusing(() -> Drafts.load(saved.name(), fields, settings, catalog.connections()));
        for (Load other : catalog.loads()) {
            if (!other.name().equals(load.name()) && other.inbox().equals(load.inbox())) {
                throw Refusal.field("inbox", "must be a folder of its own, but is that of the load " + other.name());
            }
        }
        if (accounts.isChanged(load)) {
            accounts.problem(load).ifPresent(problem -> {
                throw Refusal.field("account", problem);
            });
        }
        store.change(List.of(saved.put(), new Change.Note(event)));
        catalog.put(load);
        effects.loadPut(load);
    }

    @Override
    public synchronized void delete(SavedLoad load, Event event) {
        store.change(List.of(
                new Change.Remove(Kind.LOAD, load.name()),
                new Change.Remove(Kind.LOAD_STATE, load.name()),
                new Change.Remove(Kind.LOAD_CHECK, load.name()),
                new Change.Note(event)));
        paused.remove(load.name());
        effects.loadRemoved(load.name());
        catalog.removeLoad(load.name());
    }

    @Override
    public boolean isPaused(String load) {
        return paused.contains(load);
    }

    @Override
    public synchronized void pause(String load, boolean pause, Event event) {
        Change change = pause
                ? new Change.Put(
                        Kind.LOAD_STATE,
                        load,
                        JsonNodeFactory.instance.objectNode().put("paused", true))
                : new Change.Remove(Kind.LOAD_STATE, load);
        store.change(List.of(change, new Change.Note(event)));
        if (pause) {
            paused.add(load);
        } else {
            paused.remove(load);
        }
    }

    @Override
    public void note(Event event) {
        store.change(List.of(new Change.Note(event)));
    }

    @Override
    public void check(String connection, String actor) {
        takeIfUsable(connection);
        checks.check(connection, actor);
    }

    /** What kept it from being used, such as a file that was missing, may be there by now. */
    private synchronized void takeIfUsable(String name) {
        SavedConnection saved = store.connections().get(name);
        if (saved != null && catalog.connection(name).isEmpty()) {
            StoredDefinitions.connection(saved, secrets, settings.directory(), why -> {})
                    .ifPresent(connection -> take(connection, false));
        }
    }

    @Override
    public ObjectNode loadCheck(String load) {
        return loadChecks.last(load);
    }

    @Override
    public void check(SavedLoad load, String actor) {
        loadChecks.check(load, actor);
    }

    @Override
    public synchronized int rotateSecrets(Event event) {
        int sealed = secrets.rotate();
        note(event);
        return sealed;
    }
}
