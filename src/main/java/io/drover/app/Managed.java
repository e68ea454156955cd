package io.drover.app;

import io.drover.config.Settings;
import io.drover.connection.Connection;
import io.drover.connection.Secret;
import io.drover.connection.store.Secrets;
import io.drover.connection.store.Store;
import io.drover.delivery.ConnectionCheck;
import io.drover.delivery.Reach;
import io.drover.journal.Journal;
import io.drover.journal.RunDiary;
import io.drover.management.Access;
import io.drover.management.Api;
import io.drover.management.ApiOperations;
import io.drover.source.Claims;
import io.drover.source.HomeFolders;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** What can be managed in a home: connections, loads and runs, whether routes are at work or not. */
final class Managed implements AutoCloseable {
    private final Settings settings;
    private final Store store;
    private final Journal journal;
    private final Clock clock;
    private final Secrets secrets;
    private final LiveCatalog catalog;
    private final Checks checks;
    private final LiveAccounts accounts;
    private final LiveDefinitions definitions;
    private final NewTables newTables;
    private final LiveWork work;
    private final Inboxes inboxes;
    private final Sight sight;
    private final Drafter drafter;
    private final History history;
    private final SandboxHere sandbox = new SandboxHere();

    /** What a home keeps. */
    record Kept(Store store, Secrets secrets, Journal journal, Claims claims, RunDiary diary) {}

    Managed(Settings ofFile, Kept kept, LiveCatalog catalog, ConnectionCheck check, Clock clock) {
        this.store = kept.store();
        this.journal = kept.journal();
        this.clock = clock;
        this.secrets = kept.secrets();
        this.settings = StoredDefinitions.added(ofFile, store, secrets);
        this.catalog = catalog;
        this.checks = new Checks(store, catalog, check, clock);
        Binder binder = new Binder(ofFile, secrets, sandbox::uri);
        this.accounts = new LiveAccounts(catalog, checks);
        this.definitions =
                new LiveDefinitions(ofFile, new LiveDefinitions.Kept(store, secrets), catalog, checks, binder);
        TableFiles tables = new TableFiles(ofFile, catalog, definitions);
        this.newTables = new NewTables(definitions, tables, clock);
        Waiting waiting = new Waiting(catalog, definitions, accounts, tables);
        this.work = new LiveWork(catalog, store, journal, kept.claims(), waiting);
        checks.tell(work::checked);
        this.inboxes = new Inboxes(clock);
        this.sight = new Sight(catalog, work, kept.diary());
        this.drafter = new Drafter(definitions, binder, checks);
        Path processing = new HomeFolders(ofFile.home()).processing();
        this.history = new History(kept, processing, ofFile.history(), clock);
        fill(new FileDefined(ofFile));
    }

    private void fill(FileDefined ofFile) {
        Reach limited = Reach.publicOr(settings.allowedHosts());
        for (Connection connection : settings.connections()) {
            boolean operators = ofFile.connections().containsKey(connection.name());
            catalog.put(connection, operators ? Reach.ANYWHERE : limited);
        }
        settings.loads().forEach(catalog::put);
    }

    Secrets secrets() {
        return secrets;
    }

    Inboxes inboxes() {
        return inboxes;
    }

    LiveDefinitions definitions() {
        return definitions;
    }

    LiveAccounts accounts() {
        return accounts;
    }

    LiveWork work() {
        return work;
    }

    NewTables newTables() {
        return newTables;
    }

    Checks checks() {
        return checks;
    }

    Sight sight() {
        return sight;
    }

    History history() {
        return history;
    }

    Drafter drafter() {
        return drafter;
    }

    /** The management API over this home. */
    Api api(Access access, HomeFolders home) {
        ApiOperations.Live live =
                new ApiOperations.Live(sight, drafter, sandbox, settings.embedOrigins(), settings.directory());
        return new ApiOperations(definitions, work, store, journal, home, live, clock).api(access);
    }

    /** Who may use it. */
    Access access() {
        Optional<Secret> token = Optional.of(settings.keys().apiToken()).filter(each -> !each.isEmpty());
        return new Access(store, token, clock, System::nanoTime);
    }

    @Override
    public void close() {
        history.close();
        newTables.close();
        sandbox.close();
        sight.close();
        checks.close();
        store.close();
    }
}
