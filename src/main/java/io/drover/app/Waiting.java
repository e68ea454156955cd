package io.drover.app;

import io.drover.load.Load;
import io.drover.management.Definitions;
import java.util.Optional;

/** Why loads take no files, those that do not. */
final class Waiting {
    private final LiveCatalog catalog;
    private final Definitions definitions;
    private final LiveAccounts accounts;

    Waiting(LiveCatalog catalog, Definitions definitions, LiveAccounts accounts) {
        this.catalog = catalog;
        this.definitions = definitions;
        this.accounts = accounts;
    }

    /** The reason, for people; empty when its files are taken. */
    Optional<String> reason(String load) {
        if (definitions.isPaused(load)) {
            return Optional.of("somebody paused it");
        }
        return catalog.load(load).flatMap(this::reason);
    }

    private Optional<String> reason(Load load) {
        String connection = load.connection();
        return definitions.state(connection).isInvalid()
                ? Optional.of("its connection " + connection + " is invalid: check or reauthorize it")
                : accounts.problem(load).map(problem -> "its account " + problem);
    }
}
