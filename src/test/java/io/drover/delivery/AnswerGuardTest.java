package io.drover.delivery;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.dribble;
import static io.drover.testing.ScriptedServer.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.redelivery.AttemptResult;
import io.drover.testing.Connections;
import io.drover.testing.HttpLab;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits in time and size of an exchange over a real socket: response-timeout 300 ms, answers up to 10 000 bytes. */
class AnswerGuardTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final Duration OFTEN = Duration.ofMillis(20);

    static Stream<Arguments> answersThatNeverEnd() {
        return Stream.of(
                Arguments.of("silence", ScriptedServer.silence()),
                Arguments.of("a byte of the head now and then", dribble("HTTP/1.1 2", "0", OFTEN)),
                Arguments.of("headers without end", dribble("HTTP/1.1 200 OK\r\n", "X: y\r\n", OFTEN)),
                Arguments.of("100 Continue for ever", dribble("", "HTTP/1.1 100 Continue\r\n\r\n", OFTEN)),
                Arguments.of("a chunk now and then", dribble(CHUNKED, "1\r\nx\r\n", OFTEN)),
                Arguments.of("chunk extensions without end", dribble(CHUNKED, "1;", OFTEN)),
                Arguments.of("a body that stops", dribble("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{", "", OFTEN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatNeverEnd")
    void theWholeAnswerHasOneTimeLimit(String name, Step step) throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(step, answer(200, "{}"))) {
            HttpLab lab = new HttpLab(Connections.to(server.url()));
            try (lab) {
                long before = System.nanoTime();
                AttemptResult result = HttpLab.result(lab.post());
                long millis = (System.nanoTime() - before) / 1_000_000;
                assertThat(result)
                        .as(name)
                        .isInstanceOfSatisfying(
                                AttemptResult.Unknown.class,
                                unknown -> assertThat(unknown.reason()).contains("response-timeout of 300ms"));
                assertThat(millis).isBetween(280L, 30_000L);
                assertThat(HttpLab.result(lab.post())).isEqualTo(new AttemptResult.Answered(200, Optional.empty()));
            }
            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void oneConnectionServesManyRequestsWhateverTheyAreAnswered() throws IOException {
        Step chunked = line -> {
            line.write((CHUNKED + "2\r\n{}\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return true;
        };
        try (ScriptedServer server = ScriptedServer.playing(
                        answer(200, "{}"),
                        answer(204, ""),
                        answer(503, "x"),
                        chunked,
                        answer(200, ""),
                        encoded("gzip", gzip("{}")),
                        answer(429, "", "Retry-After: 1"),
                        answer(302, "x", "Location: /"));
                HttpLab lab = new HttpLab(Connections.patient(Connections.to(server.url())))) {
            for (int i = 0; i < 20; i++) {
                assertThat(HttpLab.result(lab.post())).isInstanceOf(AttemptResult.Answered.class);
            }
            assertThat(server.received()).hasSize(20);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatDoesNotReadTheRequestIsGivenUpToo() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                HttpLab lab = new HttpLab(Connections.to(URI.create("http://127.0.0.1:" + deaf.getLocalPort())))) {
            Exchange exchange = lab.send(java.util.Map.of(), "/", "x".repeat(20_000_000));
            assertThat(HttpLab.result(exchange)).isInstanceOf(AttemptResult.Unknown.class);
        }
    }

    static Stream<Arguments> brokenAnswers() {
        return Stream.of(
                Arguments.of("closed without an answer", ScriptedServer.hangUp()),
                Arguments.of("reset", ScriptedServer.reset()),
                Arguments.of("body cut short", raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")),
                Arguments.of("half a chunk", raw(CHUNKED + "5\r\n{")),
                Arguments.of("no last chunk", raw(CHUNKED + "2\r\n{}\r\n")),
                Arguments.of("malformed chunk", raw(CHUNKED + "zz\r\n{}")),
                Arguments.of("not HTTP", raw("SSH-2.0-OpenSSH\r\n\r\n")),
                Arguments.of("half a head", raw("HTTP/1.1 200 OK\r\nContent-")),
                Arguments.of("too long by its own word", raw("HTTP/1.1 200 OK\r\nContent-Length: 10001\r\n\r\n")),
                Arguments.of("too long in chunks", raw(CHUNKED + "2711\r\n" + "x".repeat(10_001) + "\r\n0\r\n\r\n")),
                Arguments.of("too long without a length", raw("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(10_001))),
                Arguments.of("gzip bomb", encoded("gzip", gzip("x".repeat(5_000_000)))),
                Arguments.of("not gzip", encoded("gzip", "{}".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of("an encoding nobody asked for", encoded("br", new byte[] {1, 2})),
                Arguments.of("a header line of 20 kB", raw("HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000) + "\r\n\r\n")),
                Arguments.of("200 headers", raw("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(200) + "\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenAnswers")
    void whatIsNotAWholeAnswerLeavesTheOutcomeUnknown(String name, Step step) throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(step);
                HttpLab lab = new HttpLab(Connections.to(server.url()))) {
            assertThat(HttpLab.result(lab.post())).as(name).isInstanceOf(AttemptResult.Unknown.class);
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void aRefusalStandsEvenWhenItsBodyIsTooLong() throws IOException {
        Step step = raw("HTTP/1.1 422 No\r\nContent-Length: 20000\r\n\r\n" + "x".repeat(20_000));
        try (ScriptedServer server = ScriptedServer.playing(step);
                HttpLab lab = new HttpLab(Connections.patient(Connections.to(server.url())))) {
            assertThat(HttpLab.result(lab.post())).isEqualTo(new AttemptResult.Answered(422, Optional.empty()));
        }
    }

    @Test
    void compressedAnswersAreRead() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(
                        encoded("gzip", gzip("{\"a\":1}")), encoded("deflate", deflate("{\"b\":2}")));
                HttpLab lab = new HttpLab(Connections.patient(Connections.to(server.url())))) {
            assertThat(HttpLab.body(lab.post())).isEqualTo("{\"a\":1}");
            assertThat(HttpLab.body(lab.post())).isEqualTo("{\"b\":2}");
            assertThat(server.received())
                    .allSatisfy(it -> assertThat(it.header("Accept-Encoding")).isEmpty());
        }
    }

    @Test
    void theLongestAllowedAnswerIsRead() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(answer(200, "x".repeat(10_000)), answer(204, ""));
                HttpLab lab = new HttpLab(Connections.patient(Connections.to(server.url())))) {
            assertThat(HttpLab.body(lab.post())).hasSize(10_000);
            assertThat(HttpLab.result(lab.post())).isEqualTo(new AttemptResult.Answered(204, Optional.empty()));
        }
    }

    @Test
    void whatNeverReachedAConnectionWasNotSent() throws IOException {
        URI closed = URI.create("http://127.0.0.1:" + ScriptedServer.closedPort());
        assertNotSent(closed, "refused");
        assertNotSent(URI.create("http://nowhere.invalid"), "host name is unknown");
        try (ScriptedServer plain = ScriptedServer.playing(ScriptedServer.hangUp())) {
            assertNotSent(URI.create("https://127.0.0.1:" + plain.port()), "TLS");
        }
    }

    private static void assertNotSent(URI url, String reason) {
        try (HttpLab lab = new HttpLab(Connections.to(url))) {
            Assertions.assertThat(HttpLab.result(lab.post()))
                    .isInstanceOfSatisfying(
                            AttemptResult.NotSent.class,
                            notSent -> assertThat(notSent.reason()).contains(reason));
        }
    }

    private static Step encoded(String encoding, byte[] body) {
        return answer(200, body, "Content-Encoding: " + encoding);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflate(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
