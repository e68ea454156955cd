package io.drover.delivery;

import io.drover.connection.Credentials;
import io.drover.delivery.Request.Field;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The header that shows who sends a request. */
public final class Authorization {
    private Authorization() {}

    /** The header for credentials that don't change; none for {@code auth=none}, and for OAuth2, which needs a token. */
    static Optional<Field> of(Credentials credentials) {
        if (credentials instanceof Credentials.Header header) {
            return Optional.of(new Field(header.name(), header.clientSecret().reveal()));
        }
        if (credentials instanceof Credentials.Basic basic) {
            return Optional.of(basic(basic.clientKey(), basic.clientSecret().reveal()));
        }
        if (credentials instanceof Credentials.Bearer bearer) {
            return Optional.of(bearer(bearer.clientSecret().reveal()));
        }
        return Optional.empty();
    }

    /** RFC 6750 section 2.1. */
    public static Field bearer(String token) {
        return new Field("Authorization", "Bearer " + token);
    }

    /** RFC 7617, in UTF-8 as its section 2.1 recommends. */
    private static Field basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Field("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }
}
