package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connection.Credentials;
import io.drover.connection.Limits;
import io.drover.connection.Secret;
import io.drover.route.CamelTokenExchange;
import io.drover.testing.Connections;
import io.drover.testing.HttpLab;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens asked for over a real socket, through the connection's camel-http component; the clock is ours. */
class TokensTest {
    private final AtomicLong clock = new AtomicLong();

    @Test
    void oneRequestServesAllWorkersUntilShortlyBeforeItExpires() throws Exception {
        Step slow = ScriptedServer.after(Duration.ofMillis(100), token("one", 3600));
        try (ScriptedServer server = ScriptedServer.playing(slow, token("two", 3600));
                HttpLab lab = lab(server)) {
            Tokens tokens = tokens(server, lab);
            ExecutorService workers = Executors.newFixedThreadPool(4);
            Callable<Token> ask = tokens::get;
            for (Future<Token> answer :
                    workers.invokeAll(IntStream.range(0, 8).mapToObj(i -> ask).toList())) {
                assertThat(answer.get()).isEqualTo(granted("one"));
            }
            workers.shutdown();
            clock.addAndGet(Duration.ofSeconds(3569).toNanos());
            assertThat(tokens.get()).isEqualTo(granted("one"));
            assertThat(server.received()).hasSize(1);
            clock.addAndGet(Duration.ofSeconds(2).toNanos());
            assertThat(tokens.get()).isEqualTo(granted("two"));
            assertThat(server.received().get(0).body())
                    .isEqualTo("grant_type=client_credentials&client_id=me%26you&client_secret=a+b%3D%C3%A9");
            assertThat(server.received().get(0).header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
            assertThat(server.received().get(0).path()).isEqualTo("/v3/token?tenant=1");
        }
    }

    @Test
    void a401RenewsTheTokenOnceForAllWhoHadIt() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(token("one", 0), token("two", 0));
                HttpLab lab = lab(server)) {
            Tokens tokens = tokens(server, lab);
            assertThat(tokens.get()).isEqualTo(granted("one"));
            tokens.invalidate(new Secret("one"));
            assertThat(tokens.get()).isEqualTo(granted("two"));
            tokens.invalidate(new Secret("one"));
            assertThat(tokens.get()).isEqualTo(granted("two"));
            assertThat(server.received()).hasSize(2);
        }
    }

    static Stream<Arguments> answersWithoutToken() {
        return Stream.of(
                Arguments.of(ScriptedServer.answer(401, "{\"error\":\"a b=é\"}"), Token.Refused.class, "401"),
                Arguments.of(ScriptedServer.answer(400, ""), Token.Refused.class, "400"),
                Arguments.of(ScriptedServer.answer(302, "", "Location: /"), Token.Refused.class, "302"),
                Arguments.of(ScriptedServer.answer(200, "<html>"), Token.Refused.class, "access_token"),
                Arguments.of(
                        ScriptedServer.answer(200, "{\"access_token\":\"a\\r\\nb\"}"), Token.Refused.class, "usable"),
                Arguments.of(
                        ScriptedServer.answer(200, "{\"access_token\":\"t\",\"token_type\":\"mac\"}"),
                        Token.Refused.class,
                        "type"),
                Arguments.of(ScriptedServer.answer(429, ""), Token.Unavailable.class, "429"),
                Arguments.of(ScriptedServer.answer(503, ""), Token.Unavailable.class, "503"),
                Arguments.of(ScriptedServer.hangUp(), Token.Unavailable.class, "without an answer"),
                Arguments.of(ScriptedServer.silence(), Token.Unavailable.class, "response-timeout"));
    }

    @ParameterizedTest
    @MethodSource("answersWithoutToken")
    void anAnswerWithoutTokenSaysWhatToDoAndNoSecret(Step step, Class<? extends Token> kind, String word)
            throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(step, token("later", 60));
                HttpLab lab = lab(server)) {
            Tokens tokens = tokens(server, lab);
            assertThat(tokens.get())
                    .isInstanceOf(kind)
                    .asString()
                    .contains(word)
                    .doesNotContain("a b=é");
            assertThat(tokens.get()).isEqualTo(granted("later"));
        }
    }

    private static Token granted(String token) {
        return new Token.Granted(new Secret(token));
    }

    private static Step token(String token, int expiresIn) {
        String life = expiresIn > 0 ? ",\"expires_in\":" + expiresIn : "";
        return ScriptedServer.answer(200, "{\"access_token\":\"" + token + "\",\"token_type\":\"BEARER\"" + life + "}");
    }

    private static HttpLab lab(ScriptedServer server) {
        // A server that keeps silent is waited for as long.
        Limits limits = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 10_000, 4, Optional.empty());
        return new HttpLab(Connections.with(limits, Connections.to(server.url())));
    }

    private Tokens tokens(ScriptedServer server, HttpLab lab) {
        Credentials.OAuth2 credentials =
                new Credentials.OAuth2(URI.create(server.url() + "/v3/token?tenant=1"), "me&you", new Secret("a b=é"));
        return new Tokens(
                credentials,
                Optional.empty(),
                new CamelTokenExchange(
                        lab.template(), Connections.to(server.url()).name()),
                clock::get);
    }
}
