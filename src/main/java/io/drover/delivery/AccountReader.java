package io.drover.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.connection.Account;
import io.drover.connection.Accounts;
import io.drover.response.PathEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the accounts that an answer names. */
final class AccountReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 1000;

    private final PathEngine paths;

    AccountReader(PathEngine paths) {
        this.paths = paths;
    }

    FoundAccounts read(Accounts asked, int status, byte[] body) {
        if (status < 200 || status >= 300) {
            return FoundAccounts.failed("accounts_request was answered with " + status + ", but must be with 2xx");
        }
        try {
            List<Object> named = new ArrayList<>();
            flatten(paths.compile(asked.elements()).read(JSON.readValue(body, Object.class)), named);
            return accounts(named, asked);
        } catch (IOException e) {
            return FoundAccounts.failed("accounts_request was answered with something that is not JSON");
        } catch (IllegalArgumentException e) {
            return FoundAccounts.failed("accounts_path is not a JSONPath: " + asked.elements());
        }
    }

    /** A path to a list finds that list as one. */
    private static void flatten(List<?> found, List<Object> to) {
        for (Object each : found) {
            if (each instanceof List<?> list) {
                flatten(list, to);
            } else {
                to.add(each);
            }
        }
    }

    private static FoundAccounts accounts(List<Object> named, Accounts asked) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (Object each : named) {
            Optional<Account> account = account(each);
            if (account.isEmpty()) {
                return FoundAccounts.failed(
                        "what accounts_path " + asked.elements() + " finds in the answer must be ids"
                                + " of at most 200 characters, or objects with an id, but something else is among it");
            }
            accounts.putIfAbsent(account.get().id(), account.get());
        }
        if (accounts.size() > MOST) {
            return FoundAccounts.failed("the answer names " + accounts.size() + " accounts, but only " + MOST
                    + " are allowed; narrow accounts_request or accounts_path");
        }
        return new FoundAccounts(List.copyOf(accounts.values()), "");
    }

    private static Optional<Account> account(@Nullable Object named) {
        if (named instanceof Map<?, ?> object) {
            return text(object.get("id"))
                    .map(id -> new Account(
                            id,
                            Stream.of("name", "title")
                                    .flatMap(field -> text(object.get(field)).stream())
                                    .findFirst()
                                    .orElse(id)));
        }
        return text(named).map(id -> new Account(id, id));
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String || value instanceof Number
                ? Optional.of(String.valueOf(value)).filter(text -> !text.isBlank() && Account.isId(text))
                : Optional.empty();
    }
}
