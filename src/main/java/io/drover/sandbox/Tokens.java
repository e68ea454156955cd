package io.drover.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/** OAuth 2.0 client credentials, where every client with an id and a secret is welcome. */
final class Tokens {
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final int MAX_TOKENS = 1000;

    private final LongSupplier nanoTime;
    private final Map<String, Long> issuedAt = new LinkedHashMap<>();

    Tokens(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Answers a token request: a form, the client's id and secret in it or in a Basic header. */
    Reply issue(String authorization, String form) {
        if (!"client_credentials".equals(field(form, "grant_type"))) {
            return oauthError(400, "unsupported_grant_type");
        }
        boolean known = isBasic(authorization)
                || (!field(form, "client_id").isEmpty()
                        && !field(form, "client_secret").isEmpty());
        if (!known) {
            return oauthError(401, "invalid_client");
        }
        String token = UUID.randomUUID().toString();
        synchronized (issuedAt) {
            if (issuedAt.size() >= MAX_TOKENS) {
                issuedAt.remove(issuedAt.keySet().iterator().next());
            }
            issuedAt.put(token, nanoTime.getAsLong());
        }
        return Reply.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("access_token", token)
                        .put("token_type", "Bearer")
                        .put("expires_in", LIFE.toSeconds()));
    }

    /** Why a request may not pass; empty when its bearer token is good. */
    Optional<Reply> refusal(String authorization) {
        boolean bearer = authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        Long issued;
        synchronized (issuedAt) {
            issued = bearer ? issuedAt.get(authorization.substring(7).trim()) : null;
        }
        if (issued != null && nanoTime.getAsLong() - issued < LIFE.toNanos()) {
            return Optional.empty();
        }
        return Optional.of(Reply.problem(401, "Get a token from /oauth/token first")
                .with("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    }

    private static boolean isBasic(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).trim()), UTF_8);
            int colon = pair.indexOf(':');
            return colon > 0 && colon < pair.length() - 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String field(String form, String name) {
        for (String pair : form.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                try {
                    return URLDecoder.decode(pair.substring(name.length() + 1), UTF_8);
                } catch (IllegalArgumentException e) {
                    return "";
                }
            }
        }
        return "";
    }

    private static Reply oauthError(int status, String error) {
        return Reply.json(status, JsonNodeFactory.instance.objectNode().put("error", error));
    }
}
