package io.drover.app;

import io.drover.load.Load;
import io.drover.management.Definitions;
import io.drover.management.WaitingTable;
import java.util.List;
import java.util.Optional;

/** Why loads take no files, those that do not. */
final class Waiting {
    private final LiveCatalog catalog;
    private final Definitions definitions;
    private final LiveAccounts accounts;
    private final TableFiles tables;

    Waiting(LiveCatalog catalog, Definitions definitions, LiveAccounts accounts, TableFiles tables) {
        this.catalog = catalog;
        this.definitions = definitions;
        this.accounts = accounts;
        this.tables = tables;
    }

    /** The reason, for people; empty when its files are taken. */
    Optional<String> reason(String load) {
        if (definitions.isPaused(load)) {
            return Optional.of("somebody paused it");
        }
        return catalog.load(load)
                .map(this::reason)
                .orElse(Optional.of("it can't be used as it is: look at its connection, or check it"));
    }

    /** The tables of a connection whose files wait for a load. */
    List<WaitingTable> tables(String connection) {
        return tables.waiting(connection);
    }

    private Optional<String> reason(Load load) {
        String connection = load.connection();
        return definitions.state(connection).isInvalid()
                ? Optional.of("its connection " + connection + " is invalid: check or reauthorize it")
                : accounts.problem(load).map(problem -> "its account " + problem);
    }
}
