package io.drover.connection;

import java.util.Optional;
import java.util.Set;

/**
 * How the accounts of a connection are found.
 *
 * @param path of the request that is answered with them, below the base URL; empty: the connection itself is the one
 *     account there is
 * @param elements JSONPath of the places where the answer names them
 * @param enabled those that loads may deliver to; empty: all that are found
 */
public record Accounts(String path, String elements, Optional<Set<String>> enabled) {
    /** The connection itself is its one account. */
    public static final Accounts ITSELF = new Accounts("", "$.*", Optional.empty());

    public Accounts {
        enabled = enabled.map(Set::copyOf);
    }

    /** Whether they have to be asked for. */
    public boolean areAskedFor() {
        return !path.isEmpty();
    }

    public boolean isEnabled(String id) {
        return enabled.map(ids -> ids.contains(id)).orElse(true);
    }

    /** What decides which there are: what was found by another question says nothing of this one. */
    public String question() {
        return path + " " + elements;
    }
}
