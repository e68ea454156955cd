package io.drover.connection;

import java.util.Optional;

/**
 * How the bytes of requests get to the destination; not what they are.
 *
 * @param gzip whether bodies are compressed on their way
 */
public record Transport(Optional<Proxy> proxy, Tls tls, boolean gzip) {
    /** Directly, by what Java trusts, as they are. */
    public static final Transport DIRECT = new Transport(Optional.empty(), Tls.DEFAULT, false);
}
