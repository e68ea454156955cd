package io.drover.delivery;

import io.drover.connection.Credentials;
import io.drover.delivery.Request.Field;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The header that shows who sends a request. */
public final class Authorization {
    private Authorization() {}

    /** The header for credentials that don't change; none for those that each attempt has its own for. */
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

    /** The headers that are added only when a request leaves, because each attempt has its own. */
    public static List<String> addedAtLast(Credentials credentials) {
        if (credentials instanceof Credentials.OAuth2) {
            return List.of("Authorization");
        }
        if (credentials instanceof Credentials.Hmac hmac) {
            String timestamp = hmac.signature().timestampHeader();
            String header = hmac.signature().header();
            return timestamp.isEmpty() ? List.of(header) : List.of(header, timestamp);
        }
        return List.of();
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
