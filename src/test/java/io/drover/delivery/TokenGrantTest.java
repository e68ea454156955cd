package io.drover.delivery;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connection.Credentials;
import io.drover.connection.Secret;
import io.drover.connection.TokenGrant;
import io.drover.connection.TokenGrant.ClientAuthentication;
import io.drover.route.CamelTokenExchange;
import io.drover.testing.Connections;
import io.drover.testing.HttpLab;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a token endpoint is asked, and what becomes of refresh tokens; over a real socket. */
class TokenGrantTest {
    private static final Step TOKEN = answer(200, "{\"access_token\":\"a-token\",\"token_type\":\"Bearer\"}");
    private static final Secret GIVEN = new Secret("given refresh token");

    @Test
    void theClientShowsItselfInTheHeaderOfHttpBasicFormEncoded() throws IOException {
        Map<String, Secret> parameters = new LinkedHashMap<>();
        parameters.put("scope", new Secret("read write"));
        parameters.put("audience", new Secret("https://eu.example.com"));
        parameters.put("resource", new Secret("a&b"));
        try (ScriptedServer server = ScriptedServer.playing(TOKEN)) {
            ask(server, new TokenGrant(Secret.NONE, ClientAuthentication.BASIC, parameters), new Kept());
            ScriptedServer.Received request = server.received().get(0);
            assertThat(request.body())
                    .isEqualTo("grant_type=client_credentials&scope=read+write&audience=https%3A%2F%2Feu.example.com"
                            + "&resource=a%26b");
            String pair = request.header("Authorization").substring("Basic ".length());
            assertThat(new String(Base64.getDecoder().decode(pair), StandardCharsets.UTF_8))
                    .isEqualTo("me%3Ayou:s%2B+%3A");
        }
    }

    @Test
    void aRefreshTokenIsUsedAsLongAsItIsNotReplaced() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(TOKEN)) {
            Kept kept = new Kept();
            ask(server, refresh(), kept);
            ask(server, refresh(), kept);
            assertThat(server.received())
                    .extracting(ScriptedServer.Received::body)
                    .containsOnly("grant_type=refresh_token&refresh_token=given+refresh+token&client_id=me%3Ayou"
                            + "&client_secret=s%2B+%3A");
            assertThat(kept.tokens).isEmpty();
        }
    }

    @Test
    void aReplacedRefreshTokenIsKeptBeforeTheAccessTokenIsGivenAway() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(replacing("second"), replacing("third"))) {
            Kept kept = new Kept();
            assertThat(ask(server, refresh(), kept)).isInstanceOf(Token.Granted.class);
            assertThat(kept.tokens).containsEntry(GIVEN, new Secret("second"));
            // Another process: what it knows is what was kept.
            assertThat(ask(server, refresh(), kept)).isInstanceOf(Token.Granted.class);
            assertThat(server.received().get(1).body()).contains("refresh_token=second&");
            assertThat(kept.tokens).containsEntry(GIVEN, new Secret("third"));
        }
    }

    @Test
    void aRefreshTokenThatCantBeKeptIsKeptLaterAndItsAccessTokenIsNotUsed() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(replacing("second"), replacing("third"));
                HttpLab lab = new HttpLab(Connections.patient(Connections.to(server.url())))) {
            Kept kept = new Kept();
            kept.isFull = true;
            Tokens tokens = tokens(server, lab, refresh(), kept);
            assertThat(tokens.get())
                    .isInstanceOfSatisfying(
                            Token.Unavailable.class,
                            it -> assertThat(it.reason()).contains("disk is full"));
            assertThat(tokens.get()).isInstanceOf(Token.Unavailable.class);
            assertThat(server.received()).hasSize(1);
            kept.isFull = false;
            assertThat(tokens.get()).isInstanceOf(Token.Granted.class);
            assertThat(server.received().get(1).body()).contains("refresh_token=second&");
            assertThat(kept.tokens).containsEntry(GIVEN, new Secret("third"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_client, oauth-client-auth",
        "400, invalid_grant, reauthorize",
        "400, invalid_scope, oauth-scope",
        "400, invalid_target, oauth-audience",
        "400, unauthorized_client, oauth-grant",
        "200, invalid_client, client-secret",
    })
    void anErrorCodeIsSaidInPlainWordsAndNothingElseOfTheAnswer(int status, String code, String setting)
            throws IOException {
        String body = "{\"error\":\"" + code + "\",\"error_description\":\"the secret s+ : is wrong\"}";
        try (ScriptedServer server = ScriptedServer.playing(answer(status, body))) {
            assertThat(ask(server, refresh(), new Kept()))
                    .isInstanceOfSatisfying(
                            Token.Refused.class,
                            it -> assertThat(it.reason())
                                    .contains(code + ": ", setting)
                                    .doesNotContain("is wrong", "s+ :"));
        }
    }

    @Test
    void anEndpointThatIsBusyIsAskedAgainLater() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(answer(400, "{\"error\":\"temporarily_unavailable\"}"))) {
            assertThat(ask(server, refresh(), new Kept())).isInstanceOf(Token.Unavailable.class);
        }
    }

    private static Step replacing(String successor) {
        return answer(200, "{\"access_token\":\"a-token\",\"refresh_token\":\"" + successor + "\"}");
    }

    private static TokenGrant refresh() {
        return new TokenGrant(GIVEN, ClientAuthentication.FORM, Map.of());
    }

    /** As a process does that has just begun. */
    private static Token ask(ScriptedServer server, TokenGrant grant, Kept kept) {
        try (HttpLab lab = new HttpLab(Connections.patient(Connections.to(server.url())))) {
            return tokens(server, lab, grant, kept).get();
        }
    }

    private static Tokens tokens(ScriptedServer server, HttpLab lab, TokenGrant grant, Kept kept) {
        Credentials.OAuth2 credentials =
                new Credentials.OAuth2(URI.create(server.url() + "/token"), "me:you", new Secret("s+ :"), grant);
        Function<TokenGrant, RefreshToken> refresh = each -> new RefreshTokens(kept).of(each.refreshToken());
        return new Tokens(
                credentials,
                Optional.of(grant).filter(TokenGrant::isRefresh).map(refresh),
                new CamelTokenExchange(lab.template(), "crm"),
                () -> 0);
    }

    /** What survives a process. */
    private static final class Kept implements RefreshTokens.Vault {
        private final Map<Secret, Secret> tokens = new ConcurrentHashMap<>();
        private boolean isFull;

        @Override
        public Optional<Secret> newest(Secret given) {
            return Optional.ofNullable(tokens.get(given));
        }

        @Override
        public void keep(Secret given, Secret newest) {
            if (isFull) {
                throw new IllegalStateException("the disk is full");
            }
            tokens.put(given, newest);
        }
    }
}
