package io.drover.connection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an access token is asked for, RFC 6749.
 *
 * @param refreshToken as somebody gave it, for its grant (section 6); empty: client credentials (section 4.4)
 * @param authentication how the client shows who it is
 * @param parameters what else is asked with, by name: scope, audience and others
 */
public record TokenGrant(Secret refreshToken, ClientAuthentication authentication, Map<String, Secret> parameters) {
    /** Client credentials in the form, and nothing else. */
    public static final TokenGrant CLIENT_CREDENTIALS =
            new TokenGrant(Secret.NONE, ClientAuthentication.FORM, Map.of());

    public TokenGrant {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    public boolean isRefresh() {
        return !refreshToken.isEmpty();
    }

    /** The ways of RFC 6749 section 2.3.1. */
    public enum ClientAuthentication {
        /** {@code client_id} and {@code client_secret} in the form: more token endpoints take it. */
        FORM,
        /** Both, form-encoded, in the header of HTTP Basic. */
        BASIC
    }
}
