package io.drover.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connection.Secret;
import java.util.Map;
import java.util.Optional;

/** What a token endpoint's answer means. Its own words are looked up, not passed on: they may hold what it was sent. */
final class TokenAnswers {
    /** The error codes of RFC 6749 section 5.2 and RFC 8707, and what they mean to who set the connection up. */
    private static final Map<String, String> ERRORS = Map.of(
            "invalid_client",
            "it does not know the client or refuses its secret; check client-key, client-secret and"
                    + " oauth-client-auth of the connection",
            "invalid_grant",
            "it does not take the refresh token, which has expired, was revoked or was used elsewhere; reauthorize the"
                    + " connection with a new refresh-token",
            "unauthorized_client",
            "the client may not get tokens in this way; check oauth-grant of the connection and what the client is"
                    + " allowed there",
            "unsupported_grant_type",
            "it gives no tokens in this way; check oauth-grant and oauth-base-url of the connection",
            "invalid_scope",
            "it does not know the scope or does not allow it to the client; check oauth-scope of the connection",
            "invalid_target",
            "it does not know the API that the token is for; check oauth-audience and oauth-parameters of the connection",
            "invalid_request",
            "it misses a parameter or does not understand one; check oauth-client-auth, oauth-scope, oauth-audience and"
                    + " oauth-parameters of the connection");

    private TokenAnswers() {}

    static Token read(TokenExchange.Answer answer, JsonNode json) {
        int status = answer.status();
        String error = json.path("error").asText("");
        if (isBusy(status, error)) {
            return new Token.Unavailable("the token endpoint answered " + (status + " " + word(error)).strip());
        }
        boolean isGiven = !json.path("access_token").asText("").isEmpty();
        boolean isRefused = status < 200 || status > 299 || (!isGiven && ERRORS.containsKey(error));
        return isRefused ? refused(status, error) : given(json);
    }

    private static boolean isBusy(int status, String error) {
        return status == 429 || status >= 500 || status == 408 || !word(error).isEmpty();
    }

    /** The error codes that pass; as words of ours, not the server's. */
    private static String word(String error) {
        return switch (error) {
            case "temporarily_unavailable" -> "temporarily_unavailable";
            case "server_error" -> "server_error";
            default -> "";
        };
    }

    private static Token refused(int status, String error) {
        String why = Optional.ofNullable(ERRORS.get(error))
                .map(meaning -> " " + error + ": " + meaning)
                .orElse("; check client-key, client-secret and oauth-base-url of the connection");
        return new Token.Refused("the token endpoint answered " + status + why);
    }

    private static Token given(JsonNode json) {
        String accessToken = json.path("access_token").asText("");
        if (accessToken.isEmpty() || !Request.Field.problem(accessToken).isEmpty()) {
            return new Token.Refused("the token endpoint's answer holds no usable access_token;"
                    + " check oauth-base-url of the connection");
        }
        String type = json.path("token_type").asText("bearer");
        if (!type.equalsIgnoreCase("bearer")) {
            return new Token.Refused(
                    "the token endpoint gives tokens of another type than bearer, which is the only one"
                            + " Drover can send; check oauth-base-url of the connection");
        }
        return new Token.Granted(new Secret(accessToken));
    }
}
