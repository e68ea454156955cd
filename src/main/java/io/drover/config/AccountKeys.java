package io.drover.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys of a connection about the accounts it reaches. */
final class AccountKeys {
    static final Key<String> ACCOUNTS_REQUEST = Key.connection(
            "accounts-request",
            Types.ACCOUNTS_REQUEST,
            "",
            "GET /v2/organizations",
            "What a check asks for the accounts (tenants, organisations) that the credentials can reach. Empty: the"
                    + " connection itself is its one account.");
    static final Key<String> ACCOUNTS_PATH = Key.connection(
            "accounts-path",
            Types.text("a JSONPath that starts with $", text -> text.startsWith("$")),
            "$.*",
            "$.data[?(@.active == true)]",
            "Where the answer to `accounts-request` names the accounts, without those that are disabled over there. Each"
                    + " is an id, or an object with `id` and `name` or `title`.");
    static final Key<Optional<Set<String>>> ENABLED_ACCOUNTS = Key.connection(
            "enabled-accounts",
            Types.ACCOUNT_CHOICE,
            "*",
            "org-4711,org-4712",
            "The accounts that loads may deliver to, between commas; `*`: all that are found; `none`: none.");

    static final List<Key<?>> ALL = List.of(ACCOUNTS_REQUEST, ACCOUNTS_PATH, ENABLED_ACCOUNTS);

    private AccountKeys() {}
}
