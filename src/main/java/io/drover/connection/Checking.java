package io.drover.connection;

import java.time.Duration;

/**
 * How a connection is checked without writing anything.
 *
 * @param method of the request that is tried: GET, HEAD or OPTIONS; empty: none is
 * @param path below the base URL; empty: that of deliveries, as far as no record is needed for it
 * @param every between two checks; zero: only when somebody asks
 * @param accounts how those are found that the credentials can reach
 */
public record Checking(String method, String path, Duration every, Accounts accounts) {
    public static final Checking DEFAULT = new Checking("OPTIONS", "", Duration.ofHours(1), Accounts.ITSELF);

    /** The same, at other times. */
    public Checking every(Duration other) {
        return new Checking(method, path, other, accounts);
    }

    /** The same, looking for these accounts besides. */
    public Checking lookingFor(Accounts others) {
        return new Checking(method, path, every, others);
    }

    /** Whether the user named a request, whose answer then has to be 2xx. */
    public boolean isConfigured() {
        return !path.isEmpty();
    }
}
