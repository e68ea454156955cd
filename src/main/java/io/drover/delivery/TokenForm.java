package io.drover.delivery;

import io.drover.connection.Credentials;
import io.drover.connection.Secret;
import io.drover.connection.TokenGrant.ClientAuthentication;
import io.drover.delivery.Request.Field;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a token endpoint is asked with: the form and the header of RFC 6749. */
final class TokenForm {
    private final Credentials.OAuth2 credentials;
    private final boolean inForm;

    TokenForm(Credentials.OAuth2 credentials) {
        this.credentials = credentials;
        this.inForm = credentials.grant().authentication() == ClientAuthentication.FORM;
    }

    /** HTTP Basic, where the client shows itself like that: both parts form-encoded before (section 2.3.1). */
    Optional<Field> authorization() {
        if (inForm) {
            return Optional.empty();
        }
        String pair = encoded(credentials.clientKey()) + ":"
                + encoded(credentials.clientSecret().reveal());
        return Optional.of(new Field(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII))));
    }

    /** The form of client credentials, section 4.4. */
    byte[] ofClient() {
        return form("client_credentials", new LinkedHashMap<>());
    }

    /** The form of a refresh token, section 6. */
    byte[] of(Secret refreshToken) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("refresh_token", refreshToken.reveal());
        return form("refresh_token", form);
    }

    private byte[] form(String grantType, Map<String, String> ofGrant) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", grantType);
        form.putAll(ofGrant);
        if (inForm) {
            form.put("client_id", credentials.clientKey());
            if (!credentials.clientSecret().isEmpty()) {
                form.put("client_secret", credentials.clientSecret().reveal());
            }
        }
        credentials.grant().parameters().forEach((name, value) -> form.put(name, value.reveal()));
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
