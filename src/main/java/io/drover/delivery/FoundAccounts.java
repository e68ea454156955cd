package io.drover.delivery;

import io.drover.connection.Account;
import java.util.List;

/**
 * What a search for accounts came to.
 *
 * @param problem why it failed, for people; empty when it did not
 */
public record FoundAccounts(List<Account> accounts, String problem) {
    public FoundAccounts {
        accounts = List.copyOf(accounts);
    }

    static FoundAccounts failed(String problem) {
        return new FoundAccounts(List.of(), problem);
    }

    public boolean isGood() {
        return problem.isEmpty();
    }
}
