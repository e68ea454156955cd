package io.drover.config;

import io.drover.connection.Credentials;
import io.drover.connection.Secret;
import io.drover.connection.Signature;
import io.drover.connection.TokenGrant;
import io.drover.delivery.Request.Field;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes the credentials of one connection and checks what they need. */
final class CredentialsReader {
    private static final URI NOWHERE = URI.create("http://invalid");
    /** What has a key of its own, or is the grant's. */
    private static final Set<String> RESERVED = Set.of(
            "grant_type", "client_id", "client_secret", "refresh_token", "scope", "audience", "response_type", "code");

    private final Values values;
    private final String name;

    CredentialsReader(Values values, String name) {
        this.values = values;
        this.name = name;
    }

    /** The credentials; without meaning where problems were noted. */
    Credentials read() {
        Auth auth = values.get(ConnectionKeys.AUTH, name);
        return switch (auth) {
            case NONE -> new Credentials.None();
            case HEADER -> new Credentials.Header(required(ConnectionKeys.AUTH_HEADER, auth), sendable(auth));
            case BASIC -> new Credentials.Basic(clientKey(auth), secret(auth));
            case BEARER -> new Credentials.Bearer(sendable(auth));
            case OAUTH2 -> oauth();
            case HMAC -> new Credentials.Hmac(secret(auth), signature());
        };
    }

    private Secret secret(Auth auth) {
        return required(ConnectionKeys.CLIENT_SECRET, auth);
    }

    /** A secret that stands in a header as it is: refused here, not by the first run that wants to send it. */
    private Secret sendable(Auth auth) {
        Secret secret = secret(auth);
        String problem = Field.problem(secret.reveal());
        if (!problem.isEmpty()) {
            values.refuse(
                    ConnectionKeys.CLIENT_SECRET,
                    name,
                    "must be sendable in a header for auth=" + auth.name().toLowerCase(Locale.ROOT) + ", but "
                            + problem);
        }
        return secret;
    }

    private Credentials oauth() {
        boolean refresh = values.get(OAuthKeys.GRANT, name) == Grant.REFRESH_TOKEN;
        if (refresh && values.text(OAuthKeys.REFRESH_TOKEN, name).isBlank()) {
            values.refuse(
                    OAuthKeys.REFRESH_TOKEN,
                    name,
                    "must be set for " + OAuthKeys.GRANT.of(name) + "=refresh_token, but is missing");
        }
        TokenGrant grant = new TokenGrant(
                refresh ? values.get(OAuthKeys.REFRESH_TOKEN, name) : Secret.NONE,
                values.get(OAuthKeys.CLIENT_AUTH, name),
                parameters());
        return new Credentials.OAuth2(
                required(ConnectionKeys.OAUTH_BASE_URL, Auth.OAUTH2).orElse(NOWHERE),
                clientKey(Auth.OAUTH2),
                // A public client has a refresh token and no secret.
                refresh ? values.get(ConnectionKeys.CLIENT_SECRET, name) : secret(Auth.OAUTH2),
                grant);
    }

    private Map<String, Secret> parameters() {
        Map<String, Secret> parameters = new LinkedHashMap<>();
        put(parameters, "scope", values.get(OAuthKeys.SCOPE, name));
        put(parameters, "audience", values.get(OAuthKeys.AUDIENCE, name));
        values.get(OAuthKeys.PARAMETERS, name).forEach((parameter, value) -> {
            if (RESERVED.contains(parameter)) {
                values.refuse(
                        OAuthKeys.PARAMETERS,
                        name,
                        "must hold none of " + String.join(", ", new java.util.TreeSet<>(RESERVED)) + ", but holds "
                                + parameter + "; it has a key of its own");
            }
            put(parameters, parameter, value);
        });
        return parameters;
    }

    private static void put(Map<String, Secret> parameters, String parameter, String value) {
        if (!value.isEmpty()) {
            parameters.put(parameter, new Secret(value));
        }
    }

    private Signature signature() {
        String template = values.get(HmacKeys.TEMPLATE, name);
        String prefix = values.get(HmacKeys.PREFIX, name);
        String key = values.get(ConnectionKeys.CLIENT_KEY, name);
        if (key.isEmpty() && (template + prefix).contains("{client-key}")) {
            values.refuse(ConnectionKeys.CLIENT_KEY, name, "must be set where {client-key} is signed, but is missing");
        }
        String timestampHeader = values.get(HmacKeys.TIMESTAMP_HEADER, name);
        if (template.contains("{timestamp}") && timestampHeader.isEmpty() && !prefix.contains("{timestamp}")) {
            values.refuse(
                    HmacKeys.TIMESTAMP_HEADER,
                    name,
                    "must be set where {timestamp} is signed, or " + HmacKeys.PREFIX.of(name)
                            + " must hold it, but neither is so: the destination could not compute the signature");
        }
        return new Signature(
                key,
                values.get(HmacKeys.HEADER, name),
                values.get(HmacKeys.ALGORITHM, name),
                template,
                values.get(HmacKeys.ENCODING, name),
                prefix,
                timestampHeader,
                values.get(HmacKeys.TIMESTAMP, name));
    }

    private String clientKey(Auth auth) {
        String key = required(ConnectionKeys.CLIENT_KEY, auth);
        // RFC 7617: the first colon ends the user.
        if (auth == Auth.BASIC && key.contains(":")) {
            values.refuse(ConnectionKeys.CLIENT_KEY, name, "must be without a colon for auth=basic, but has one");
        }
        return key;
    }

    private <T> T required(Key<T> key, Auth auth) {
        if (values.text(key, name).isBlank()) {
            String word = auth.name().toLowerCase(Locale.ROOT);
            values.refuse(key, name, "must be set for auth=" + word + ", but is missing");
        }
        return values.get(key, name);
    }
}
