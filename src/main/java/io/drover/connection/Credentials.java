package io.drover.connection;

import java.net.URI;

/** How a request shows who sends it: the {@code auth} setting and its fields. */
public sealed interface Credentials {
    /** {@code auth=none}. */
    record None() implements Credentials {}

    /** {@code auth=header}: the client secret in a header of that name. */
    record Header(String name, Secret clientSecret) implements Credentials {}

    /** {@code auth=basic}, RFC 7617. */
    record Basic(String clientKey, Secret clientSecret) implements Credentials {}

    /** {@code auth=bearer}, RFC 6750 section 2.1. */
    record Bearer(Secret clientSecret) implements Credentials {}

    /** {@code auth=oauth2}: a token, asked for as the grant says. */
    record OAuth2(URI oauthBaseUrl, String clientKey, Secret clientSecret, TokenGrant grant) implements Credentials {
        /** Client credentials in the form. */
        public OAuth2(URI oauthBaseUrl, String clientKey, Secret clientSecret) {
            this(oauthBaseUrl, clientKey, clientSecret, TokenGrant.CLIENT_CREDENTIALS);
        }
    }

    /** {@code auth=hmac}: each attempt is signed with the client secret. */
    record Hmac(Secret clientSecret, Signature signature) implements Credentials {}
}
