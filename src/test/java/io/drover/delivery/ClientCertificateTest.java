package io.drover.delivery;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.connection.Secret;
import io.drover.connection.Tls;
import io.drover.connection.Transport;
import io.drover.redelivery.AttemptResult;
import io.drover.testing.Certificates;
import io.drover.testing.Certificates.Client;
import io.drover.testing.Connections;
import io.drover.testing.HttpLab;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real TLS server that speaks only with whom an authority knows, and whom nobody but that authority knows. */
class ClientCertificateTest {
    private static final String PASSWORD = "0pen sesame";

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private static Certificates certificates;
    private Path authority;

    @BeforeAll
    static void makeCertificates() {
        certificates = new Certificates(keys);
    }

    @BeforeEach
    void writeAuthority() throws IOException {
        authority = Files.writeString(folder.resolve("authority.pem"), certificates.authorityPem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"one file", "two files", "locked", "RSA", "PKCS12", "JKS"})
    void aClientIsKnownByItsCertificateInEachForm(String form) throws Exception {
        Client client =
                form.equals("RSA") ? certificates.client("drover", "-keyalg", "RSA") : certificates.client("drover");
        try (ScriptedServer server = known()) {
            assertThat(send(server, new Tls(Optional.of(identity(client, form)), trust(), true)))
                    .isInstanceOf(AttemptResult.Answered.class);
        }
    }

    private Tls.Identity identity(Client client, String form) throws Exception {
        Path file = folder.resolve("drover.file");
        Path key = folder.resolve("drover.key");
        switch (form) {
            case "one file" -> Files.writeString(file, client.keyPem() + client.certificatePem());
            case "locked" -> {
                Files.writeString(file, client.certificatePem());
                Files.writeString(key, client.lockedKeyPem(PASSWORD));
            }
            case "PKCS12", "JKS" -> client.store(file, form, PASSWORD);
            default -> {
                Files.writeString(file, client.certificatePem());
                Files.writeString(key, client.keyPem());
            }
        }
        boolean locked = Files.exists(key) ? form.equals("locked") : !form.equals("one file");
        return new Tls.Identity(
                file, Optional.of(key).filter(Files::exists), locked ? new Secret(PASSWORD) : Secret.NONE);
    }

    @Test
    void withACertificateThatIsNotTakenNothingCountsAsSent() throws Exception {
        Client stranger = new Certificates(Files.createDirectory(folder.resolve("elsewhere"))).client("stranger");
        try (ScriptedServer server = known()) {
            Tls tls = new Tls(Optional.of(identity(stranger, "one file")), trust(), true);
            // A server that takes longer over it than a client waits for is met again.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(send(server, tls))
                            .isInstanceOfSatisfying(
                                    AttemptResult.NotSent.class,
                                    it -> assertThat(it.reason()).contains("client certificate")));
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void trustOfAConnectionIsItsOwnAndMayBeTheOnlyOne() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.playing(Certificates.listen(certificates.good(), 0), answer(200, "{}"))) {
            assertThat(send(server, Tls.DEFAULT)).isInstanceOf(AttemptResult.NotSent.class);
            assertThat(send(server, new Tls(Optional.empty(), trust(), true)))
                    .isInstanceOf(AttemptResult.Answered.class);
            assertThat(send(server, new Tls(Optional.empty(), trust(), false)))
                    .isInstanceOf(AttemptResult.Answered.class);
        }
    }

    @Test
    void filesThatChangeAreReadAgainAndBrokenOnesLeaveTheLastGoodInUse() throws Exception {
        Client client = certificates.client("drover");
        Path file = Files.writeString(folder.resolve("drover.pem"), client.keyPem() + client.certificatePem());
        Tls tls = new Tls(Optional.of(new Tls.Identity(file, Optional.empty(), Secret.NONE)), trust(), false);
        try (ScriptedServer server = known();
                HttpLab lab = lab(server, tls)) {
            assertThat(HttpLab.result(lab.post())).isInstanceOf(AttemptResult.Answered.class);
            Files.writeString(file, "half a file");
            assertThat(HttpLab.result(lab.post())).isInstanceOf(AttemptResult.Answered.class);
            Client stranger = new Certificates(Files.createDirectory(folder.resolve("elsewhere"))).client("stranger");
            Files.writeString(file, stranger.keyPem() + stranger.certificatePem());
            assertThat(HttpLab.result(lab.post())).isInstanceOf(AttemptResult.NotSent.class);
            Files.writeString(file, client.certificatePem() + client.keyPem());
            assertThat(HttpLab.result(lab.post())).isInstanceOf(AttemptResult.Answered.class);
        }
    }

    @Test
    void filesThatCantBeUsedAreToldApart() throws Exception {
        Client client = certificates.client("drover");
        Client other = certificates.client("other");
        Path certificate = Files.writeString(folder.resolve("c.pem"), client.certificatePem());
        Path strange = Files.writeString(folder.resolve("o.pem"), other.keyPem());
        Path locked = Files.writeString(folder.resolve("l.pem"), client.lockedKeyPem(PASSWORD));
        Path old =
                Files.writeString(folder.resolve("old.pem"), client.keyPem().replace("PRIVATE KEY", "EC PRIVATE KEY"));
        assertProblem(certificate, Optional.empty(), "", "must hold one private key, but holds 0");
        assertProblem(certificate, Optional.of(strange), "", "must hold the key of the certificate");
        assertProblem(certificate, Optional.of(locked), "", "must be set, because the key is locked");
        assertProblem(certificate, Optional.of(locked), "wrong", "must open the key");
        assertProblem(certificate, Optional.of(old), "", "openssl pkcs8 -topk8");
        assertProblem(folder.resolve("none"), Optional.empty(), "", "can't: NoSuchFileException");
        client.store(folder.resolve("c.p12"), "PKCS12", PASSWORD);
        assertProblem(folder.resolve("c.p12"), Optional.empty(), "wrong", "must open c.p12");
    }

    private static void assertProblem(Path certificate, Optional<Path> key, String password, String words) {
        Tls.Identity identity = new Tls.Identity(certificate, key, new Secret(password));
        assertThatThrownBy(() -> TlsContext.check(new Tls(Optional.of(identity), Optional.empty(), true)))
                .isInstanceOf(TlsFileException.class)
                .hasMessageContaining(words);
    }

    private Optional<Tls.Trust> trust() {
        return Optional.of(new Tls.Trust(authority, Secret.NONE));
    }

    /** Each request has a connection of its own. */
    private ScriptedServer known() throws IOException {
        return ScriptedServer.playing(
                certificates.listenToKnown(),
                ScriptedServer.raw("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"));
    }

    private static AttemptResult send(ScriptedServer server, Tls tls) {
        try (HttpLab lab = lab(server, tls)) {
            return HttpLab.result(lab.post());
        }
    }

    private static HttpLab lab(ScriptedServer server, Tls tls) {
        return new HttpLab(Connections.patient(Connections.with(
                new Transport(Optional.empty(), tls, false),
                Connections.to(URI.create("https://127.0.0.1:" + server.port())))));
    }
}
