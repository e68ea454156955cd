package io.drover.delivery;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connection.Connection;
import io.drover.connection.Proxy;
import io.drover.connection.Secret;
import io.drover.connection.Tls;
import io.drover.connection.Transport;
import io.drover.delivery.CheckStep.Result;
import io.drover.testing.Certificates;
import io.drover.testing.Connections;
import io.drover.testing.HttpProxy;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of a check against a server that knows its clients, directly and through a proxy. */
class ConnectionCheckTest {
    private static final Deadlines DEADLINES = Deadlines.start();

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private static Certificates certificates;
    private Path certificate;
    private Path trust;

    @BeforeAll
    static void makeCertificates() {
        certificates = new Certificates(keys);
    }

    @BeforeEach
    void writeFiles() throws Exception {
        certificate = folder.resolve("client.pem");
        write(certificates.client("drover"));
        trust = Files.writeString(folder.resolve("trust.pem"), certificates.authorityPem());
    }

    private void write(Certificates.Client client) throws Exception {
        Files.writeString(certificate, client.certificatePem() + client.keyPem());
    }

    @Test
    void everyStepIsTriedAndTheExpiryOfBothCertificatesIsTold() throws Exception {
        try (ScriptedServer server = server()) {
            CheckReport report = check("127.0.0.1", server, Optional.empty(), tls());
            assertThat(report.isGood()).as(report.toString()).isTrue();
            assertThat(report.steps())
                    .extracting(CheckStep::name)
                    .containsExactly("client_certificate", "dns", "tcp", "tls", "token", "request");
            assertThat(report.steps().get(0).detail()).contains("CN=drover until ");
            assertThat(report.clientCertificateExpiresAt()).isPresent();
            assertThat(report.certificateExpiresAt()).isPresent();
        }
    }

    @Test
    void throughAProxyTheProxyIsAStepAndItsReasonsAreItsOwn() throws Exception {
        try (ScriptedServer server = server();
                HttpProxy http = HttpProxy.of("drover:s3cret")) {
            Proxy proxy = new Proxy("127.0.0.1", http.port(), "drover", new Secret("s3cret"));
            CheckReport report = check("crm.invalid", server, Optional.of(proxy), tls());
            assertThat(report.isGood()).as(report.toString()).isTrue();
            assertThat(report.steps())
                    .extracting(CheckStep::name)
                    .containsExactly("client_certificate", "dns", "proxy", "tcp", "tls", "token", "request");
            assertThat(report.steps().get(1).result()).isEqualTo(Result.SKIPPED);

            Proxy wrong = new Proxy("127.0.0.1", http.port(), "drover", new Secret("wr0ng"));
            assertFailure(check("crm.invalid", server, Optional.of(wrong), tls()), "tcp", "proxy-password");
            Proxy gone = new Proxy("127.0.0.1", ScriptedServer.closedPort(), "", Secret.NONE);
            assertFailure(check("crm.invalid", server, Optional.of(gone), tls()), "proxy", "refused");
            Proxy unknown = new Proxy("proxy.invalid", 8080, "", Secret.NONE);
            assertFailure(check("crm.invalid", server, Optional.of(unknown), tls()), "proxy", "unknown");
        }
    }

    @Test
    void whatIsWrongWithCertificatesIsSaidInPlainWords() throws Exception {
        try (ScriptedServer server = server()) {
            Tls nobody = new Tls(Optional.empty(), tls().trust(), true);
            assertFailure(check("127.0.0.1", server, Optional.empty(), nobody), "tls", "client certificate");
            Tls untrusting = new Tls(tls().identity(), Optional.empty(), true);
            assertFailure(check("127.0.0.1", server, Optional.empty(), untrusting), "tls", "not trusted");
            write(certificates.client("late", "-startdate", "-30d", "-validity", "9"));
            assertFailure(
                    check("127.0.0.1", server, Optional.empty(), tls()), "client_certificate", "CN=late has expired");
            Files.delete(certificate);
            assertFailure(
                    check("127.0.0.1", server, Optional.empty(), tls()),
                    "client_certificate",
                    "tls-client-certificate");
            Files.writeString(trust, "nothing");
            assertFailure(check("127.0.0.1", server, Optional.empty(), nobody), "tls", "tls-trust must be");
        }
    }

    private static void assertFailure(CheckReport report, String step, String words) {
        assertThat(report.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.name()).as(failure.detail()).isEqualTo(step);
            assertThat(failure.detail()).contains(words);
        });
    }

    private Tls tls() {
        return new Tls(
                Optional.of(new Tls.Identity(certificate, Optional.empty(), Secret.NONE)),
                Optional.of(new Tls.Trust(trust, Secret.NONE)),
                true);
    }

    private ScriptedServer server() throws IOException {
        return ScriptedServer.playing(certificates.listenToKnown(), answer(200, "{}"));
    }

    private static CheckReport check(String host, ScriptedServer server, Optional<Proxy> proxy, Tls tls) {
        Connection connection = Connections.patient(Connections.with(
                new Transport(proxy, tls, false), Connections.to(URI.create("https://" + host + ":" + server.port()))));
        return new ConnectionCheck(
                        DEADLINES,
                        new RefreshTokens(new Nothing()),
                        Clock.systemUTC(),
                        "Drover/test",
                        path -> tree -> java.util.List.of())
                .check(connection, Reach.ANYWHERE);
    }

    /** There are no refresh tokens here. */
    private static final class Nothing implements RefreshTokens.Vault {
        @Override
        public Optional<Secret> newest(Secret given) {
            throw new IllegalStateException("nothing is asked here");
        }

        @Override
        public void keep(Secret given, Secret newest) {
            throw new IllegalStateException("nothing is kept here");
        }
    }
}
