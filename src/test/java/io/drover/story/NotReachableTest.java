package io.drover.story;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.Certificates;
import io.drover.testing.Ports;
import io.drover.testing.RudeServer;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No connection comes about, so nothing was sent: the log names the connection and the cause, the records wait, and once
 * the cause is mended each batch is sent as if nothing had been. A process of its own, because it trusts an authority of
 * the test's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotReachableTest {
    private static final Step OK = answer(200, "[]");
    private static final String VERSION = "the server does not speak TLS 1.2 or 1.3";

    private static final Map<String, Fault> FAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("expired", tls(Certificates::expired, "the server's TLS certificate has expired")),
            Map.entry("not-yet", tls(Certificates::early, "the server's TLS certificate is not valid yet")),
            Map.entry(
                    "elsewhere", tls(Certificates::elsewhere, "the server's TLS certificate is for another host name")),
            Map.entry("alone", tls(Certificates::selfSigned, "the server's TLS certificate is not trusted")),
            // A ServerHello that chooses TLS 1.0, and the alert of a server that knows nothing it was offered.
            Map.entry("old", https(answering("160301002a020000260301" + "00".repeat(32) + "00002f00"), VERSION)),
            Map.entry("older", https(answering("15030100020246"), VERSION)),
            Map.entry("plain", https(NotReachableTest::plainHttp, "the server does not speak TLS; is it http?")),
            Map.entry("hang-up", https(answering(""), "the TLS connection failed")),
            Map.entry("reset", https(NotReachableTest::resetting, "the connection broke")),
            Map.entry("mute", https((made, port) -> RudeServer.mute(port), "no connection within the connect-timeout")),
            Map.entry("full", http((made, port) -> RudeServer.full(port), "no connection within the connect-timeout")),
            Map.entry("refused", http((made, port) -> () -> {}, "the connection was refused"))));

    private final DroverHome home = new DroverHome();
    private final Map<String, Closeable> servers = new ConcurrentHashMap<>();
    private SSLContext good;
    private DroverProcess drover;

    /** A server nobody gets to speak with, and how the log puts it. */
    private record Fault(String scheme, Server server, String reason) {}

    private interface Server {
        Closeable listen(Certificates made, int port) throws IOException;
    }

    static Set<String> faults() {
        return FAULTS.keySet();
    }

    @BeforeAll
    void dropAFileForEach(@TempDir Path keys) throws IOException {
        Certificates made = new Certificates(keys);
        good = made.good();
        for (Map.Entry<String, Fault> fault : FAULTS.entrySet()) {
            String name = fault.getKey();
            home.connection(name, "concurrency=1", "max-retries=0", "connect-timeout=700ms", "load.settle=10ms");
            home.set(name, "api-base-url=" + fault.getValue().scheme() + "://127.0.0.1:" + port(name));
            home.refuse(name);
            servers.put(name, fault.getValue().server().listen(made, port(name)));
            Path inbox = Files.createDirectories(
                    home.folders().home().resolve("inbox").resolve(name));
            Files.writeString(inbox.resolve("records.csv"), DroverHome.records(4));
        }
        home.connection("unknown-host", "api-base-url=http://nowhere.invalid", "load.settle=10ms");
        Path inbox = Files.createDirectories(home.folders().home().resolve("inbox/unknown-host"));
        Files.writeString(inbox.resolve("records.csv"), DroverHome.records(4));
        drover = home.process("INFO", made.trust(), "run");
    }

    @AfterAll
    void close() throws IOException {
        drover.close();
        for (Closeable server : servers.values()) {
            server.close();
        }
        home.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Execution(ExecutionMode.CONCURRENT)
    void theRecordsWaitAndTheLogSaysForWhat(String name) throws IOException {
        Fault fault = Objects.requireNonNull(FAULTS.get(name));

        assertThat(drover.awaitLines("connection=" + name + " run="))
                .anySatisfy(line -> assertThat(line)
                        .contains("Connection is paused")
                        .contains("\"not reachable: " + fault.reason()));
        Closeable server = Objects.requireNonNull(servers.get(name));
        if (server instanceof ScriptedServer scripted) {
            assertThat(scripted.received()).isEmpty();
        }
        assertThat(results(name)).isEmpty();

        server.close();
        try (ScriptedServer mended = ScriptedServer.playing(listener(fault, port(name)), OK)) {
            Loaded loaded = home.awaitResults(name).succeeds(4).took(2, 0, 0);

            assertThat(mended.received()).hasSize(2);
            assertThat(loaded.succeeded("_attempts")).containsOnly("1");
        }
        assertThat(drover.lines("Connection goes on. connection=" + name)).anyMatch(line -> line.endsWith("=" + name));
    }

    @Story
    void anUnknownHostIsNamedAsSuch() {
        assertThat(drover.awaitLines("connection=unknown-host run="))
                .anySatisfy(line -> assertThat(line).contains("not reachable: the host name is unknown"));
    }

    private int port(String name) {
        return home.url(name).getPort();
    }

    /** A port is free again only a moment after the thread that accepted on it has noticed its close. */
    private ServerSocket listener(Fault fault, int port) {
        return Awaitility.await()
                .ignoreException(BindException.class)
                .until(
                        () -> fault.scheme().equals("https")
                                ? Certificates.listen(good, port)
                                : Ports.listenAgain(port, 50),
                        ServerSocket::isBound);
    }

    private Stream<String> results(String name) {
        String[] files = home.folders().results(name).toFile().list();
        return Stream.of(Objects.requireNonNull(files));
    }

    private static Fault tls(Function<Certificates, SSLContext> certificate, String reason) {
        return https(
                (made, port) -> ScriptedServer.playing(Certificates.listen(certificate.apply(made), port), OK), reason);
    }

    private static Fault https(Server server, String reason) {
        return new Fault("https", server, reason);
    }

    private static Fault http(Server server, String reason) {
        return new Fault("http", server, reason);
    }

    private static Closeable plainHttp(Certificates made, int port) throws IOException {
        return RudeServer.meeting(port, socket -> {
            String answer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
            socket.getInputStream().read();
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        });
    }

    private static Closeable resetting(Certificates made, int port) throws IOException {
        return RudeServer.meeting(port, socket -> {
            socket.getInputStream().read();
            socket.setSoLinger(true, 0);
        });
    }

    /** Reads what a client says first, then sends these bytes and no more. */
    private static Server answering(String hexadecimal) {
        byte[] bytes = HexFormat.of().parseHex(hexadecimal);
        return (made, port) -> RudeServer.meeting(port, socket -> {
            socket.getInputStream().read(new byte[16 * 1024]);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        });
    }
}
