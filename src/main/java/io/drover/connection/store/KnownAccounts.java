package io.drover.connection.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.Account;
import io.drover.connection.Accounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The accounts that were found last, kept when a later search fails.
 *
 * @param question that was answered with them; empty before the first search
 * @param succeededAt when they were found
 * @param problem why the last search failed, for people; empty when it did not
 */
public record KnownAccounts(String question, List<Account> accounts, Optional<Instant> succeededAt, String problem) {
    /** Nobody has looked for any. */
    public static final KnownAccounts NONE = new KnownAccounts("", List.of(), Optional.empty(), "");

    public KnownAccounts {
        accounts = List.copyOf(accounts);
    }

    /** What is known as an answer to that question. */
    public KnownAccounts of(Accounts asked) {
        return question.equals(asked.question()) ? this : NONE;
    }

    /** The last search failed; those of the one before stay. */
    public KnownAccounts failed(Accounts asked, String why) {
        KnownAccounts before = of(asked);
        return new KnownAccounts(asked.question(), before.accounts, before.succeededAt, why);
    }

    public boolean isSearched() {
        return !question.isEmpty();
    }

    /** Whether the last search found them. */
    public boolean isSuccessful() {
        return isSearched() && problem.isEmpty();
    }

    ObjectNode into(ObjectNode json) {
        json.put("question", question)
                .put("succeeded_at", succeededAt.map(Instant::toString).orElse(""))
                .put("problem", problem);
        var items = json.putArray("items");
        accounts.forEach(account -> items.addObject().put("id", account.id()).put("title", account.title()));
        return json;
    }

    static KnownAccounts of(JsonNode json) {
        List<Account> accounts = new ArrayList<>();
        json.path("items")
                .forEach(item -> accounts.add(
                        new Account(item.path("id").asText(), item.path("title").asText())));
        return new KnownAccounts(
                json.path("question").asText(""),
                accounts,
                SavedConnection.instant(json.path("succeeded_at")),
                json.path("problem").asText(""));
    }
}
