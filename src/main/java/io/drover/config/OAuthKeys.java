package io.drover.config;

import io.drover.connection.Secret;
import io.drover.connection.TokenGrant.ClientAuthentication;
import java.util.List;
import java.util.Map;

/** The keys of a connection that say how a token is asked for. */
final class OAuthKeys {
    static final Key<Grant> GRANT = Key.connection(
            "oauth-grant",
            Types.word(Grant.class, true),
            "client_credentials",
            "refresh_token",
            "client_credentials: client key and client secret are enough. refresh_token: `refresh-token` as well.");
    static final Key<ClientAuthentication> CLIENT_AUTH = Key.connection(
            "oauth-client-auth",
            Types.word(ClientAuthentication.class, true),
            "form",
            "basic",
            "Where the token endpoint gets client key and client secret. form: in the form. basic: in the header of HTTP"
                    + " Basic, form-encoded before as RFC 6749 says.");
    static final Key<String> SCOPE = Key.connection(
            "oauth-scope",
            Types.text(
                    "scopes of printable ASCII between blanks",
                    text -> text.chars().allMatch(each -> each >= ' ' && each <= '~' && each != '"' && each != '\\')),
            "",
            "customers.write customers.read",
            "The scopes that a token is asked for, between blanks.");
    static final Key<String> AUDIENCE = Key.connection(
            "oauth-audience",
            Types.LINE,
            "",
            "https://eu.example.com",
            "The API that a token is asked for, where the token endpoint wants to know.");
    static final Key<Map<String, String>> PARAMETERS = Key.connection(
            "oauth-parameters",
            Types.STRINGS.hidden(),
            "{}",
            "{\"resource\":\"https://eu.example.com\"}",
            "What else the token endpoint is told in the form.");
    static final Key<Secret> REFRESH_TOKEN = Key.connection(
            "refresh-token",
            Types.SECRET,
            "",
            "",
            "The refresh token of `oauth-grant=refresh_token`. Where the token endpoint answers with a new one, Drover"
                    + " keeps that sealed in `state/store.db` and uses it from then on, until another one stands here.");

    static final List<Key<?>> ALL = List.of(GRANT, CLIENT_AUTH, SCOPE, AUDIENCE, PARAMETERS, REFRESH_TOKEN);

    private OAuthKeys() {}
}
