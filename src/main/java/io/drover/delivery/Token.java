package io.drover.delivery;

import io.drover.connection.Secret;

/** What asking for a token came to. */
public sealed interface Token {
    /** An access token that is still good. */
    record Granted(Secret accessToken) implements Token {}

    /** The token endpoint does not accept the credentials: asking again won't help until somebody changes them. */
    record Refused(String reason) implements Token {}

    /** The token endpoint can't be reached, is overloaded or out of order: asking again later may help. */
    record Unavailable(String reason) implements Token {}
}
