package io.drover.app;

import io.drover.connection.Account;
import io.drover.connection.Accounts;
import io.drover.connection.Connection;
import io.drover.connection.store.KnownAccounts;
import io.drover.load.Load;
import java.util.List;
import java.util.Optional;

/** Whether loads may deliver to the accounts they name, as far as checks of their connections have found. */
final class LiveAccounts {
    private final LiveCatalog catalog;
    private final Checks checks;

    LiveAccounts(LiveCatalog catalog, Checks checks) {
        this.catalog = catalog;
        this.checks = checks;
    }

    /** Whether the load is new or goes elsewhere than before. */
    boolean isChanged(Load load) {
        return catalog.load(load.name())
                .filter(before -> before.connection().equals(load.connection())
                        && before.account().equals(load.account()))
                .isEmpty();
    }

    /** Why a load can't deliver to its account, as what follows its name; empty when it can. */
    Optional<String> problem(Load load) {
        return catalog.connection(load.connection()).flatMap(connection -> problem(load.account(), connection));
    }

    private Optional<String> problem(String account, Connection connection) {
        Accounts asked = connection.checking().accounts();
        String name = connection.name();
        if (!asked.areAskedFor()) {
            return account.isEmpty() || account.equals(name)
                    ? Optional.empty()
                    : Optional.of("must be " + name + " or empty, because the connection is itself its one account, but"
                            + " was " + account);
        }
        KnownAccounts known = checks.state(name).accounts().of(asked);
        if (known.accounts().isEmpty()) {
            String why = known.problem().isEmpty() ? "" : " (" + known.problem() + ")";
            return Optional.of("must be an account of the connection " + name + ", but none is known" + why
                    + ": check the connection");
        }
        List<String> there = known.accounts().stream().map(Account::id).toList();
        List<String> open = there.stream().filter(asked::isEnabled).toList();
        if (open.contains(account)) {
            return Optional.empty();
        }
        String seen = account.isEmpty()
                ? "is missing"
                : there.contains(account) ? "was " + account + ", which is" + " disabled" : "was " + account;
        return Optional.of("must be one of the enabled accounts of the connection " + name + " (" + shown(open)
                + "), but " + seen + shownDisabled(there, open));
    }

    private static String shown(List<String> accounts) {
        return accounts.isEmpty()
                ? "none"
                : String.join(", ", accounts.subList(0, Math.min(20, accounts.size())))
                        + (accounts.size() > 20 ? ", …" : "");
    }

    private static String shownDisabled(List<String> there, List<String> open) {
        List<String> closed =
                there.stream().filter(each -> !open.contains(each)).toList();
        return closed.isEmpty() ? "" : "; enabled_accounts leaves out " + shown(closed);
    }

    /**
     * As {@link #problem}, for a file that is loaded now; looks for accounts if nobody has.
     */
    Optional<String> problemNow(Load load, String actor) {
        boolean unknown = catalog.connection(load.connection())
                .map(connection -> connection.checking().accounts())
                .filter(Accounts::areAskedFor)
                .filter(asked ->
                        !checks.state(load.connection()).accounts().of(asked).isSearched())
                .isPresent();
        if (unknown) {
            checks.check(load.connection(), actor);
        }
        return problem(load);
    }
}
