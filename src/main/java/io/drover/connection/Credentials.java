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

    /** {@code auth=oauth2}: client credentials, RFC 6749 section 4.4. */
    record OAuth2(URI oauthBaseUrl, String clientKey, Secret clientSecret) implements Credentials {}
}
