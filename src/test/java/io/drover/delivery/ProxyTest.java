package io.drover.delivery;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.connection.Connection;
import io.drover.connection.Proxy;
import io.drover.connection.Secret;
import io.drover.connection.Tls;
import io.drover.connection.Transport;
import io.drover.redelivery.AttemptResult;
import io.drover.testing.Certificates;
import io.drover.testing.Connections;
import io.drover.testing.HttpLab;
import io.drover.testing.HttpProxy;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through a real proxy, which alone knows the host crm.invalid. */
class ProxyTest {
    private static final Step OK = answer(200, "{\"ok\":true}");

    @TempDir
    Path folder;

    @Test
    void httpIsAskedForByItsWholeUrl() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing(OK);
                HttpProxy proxy = HttpProxy.of("drover:pässword/1");
                HttpLab lab = lab("http://crm.invalid:" + server.port(), proxy, "drover", "pässword/1", Tls.DEFAULT)) {
            assertThat(HttpLab.result(lab.post())).isInstanceOf(AttemptResult.Answered.class);
            assertThat(proxy.asked())
                    .containsExactly("POST http://crm.invalid:" + server.port() + "/v2/customers HTTP/1.1");
            ScriptedServer.Received request = server.received().get(0);
            assertThat(request.path()).isEqualTo("/v2/customers");
            assertThat(request.body()).isEqualTo("[{\"id\":1}]");
            assertThat(request.header("Host")).isEqualTo("crm.invalid:" + server.port());
        }
    }

    @Test
    void httpsGoesThroughATunnelThatKnowsNothingOfIt() throws Exception {
        Certificates certificates = new Certificates(folder);
        Client client = new Client(certificates, folder);
        try (ScriptedServer server = ScriptedServer.playing(certificates.listenToKnown(), OK);
                HttpProxy proxy = HttpProxy.of("drover:s3cret");
                HttpLab lab = lab("https://crm.invalid:" + server.port(), proxy, "drover", "s3cret", client.tls())) {
            assertThat(HttpLab.result(lab.post())).isInstanceOf(AttemptResult.Answered.class);
            assertThat(HttpLab.result(lab.post())).isInstanceOf(AttemptResult.Answered.class);
            assertThat(proxy.asked()).containsExactly("CONNECT crm.invalid:" + server.port() + " HTTP/1.1");
            assertThat(server.received())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.headerNames()).doesNotContain("proxy-authorization"));
        }
    }

    /** What a server that knows its clients is shown and trusted by. */
    private record Client(Certificates certificates, Path folder) {
        Tls tls() throws Exception {
            Certificates.Client client = certificates.client("drover");
            Path file = Files.writeString(folder.resolve("c.pem"), client.certificatePem() + client.keyPem());
            Path trust = Files.writeString(folder.resolve("t.pem"), certificates.authorityPem());
            return new Tls(
                    Optional.of(new Tls.Identity(file, Optional.empty(), Secret.NONE)),
                    Optional.of(new Tls.Trust(trust, Secret.NONE)),
                    true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aProxyThatWantsOtherCredentialsHasLetNothingThrough(String scheme) throws Exception {
        try (HttpProxy proxy = HttpProxy.of("drover:s3cret");
                HttpLab lab = lab(scheme + "://crm.invalid:1", proxy, "drover", "wrong-one", Tls.DEFAULT)) {
            assertThat(HttpLab.result(lab.post()))
                    .isInstanceOfSatisfying(
                            AttemptResult.NotSent.class,
                            it -> assertThat(it.reason())
                                    .contains("407", "proxy-password")
                                    .doesNotContain("wrong-one"));
        }
    }

    @Test
    void aRefusedTunnelIsNoAnswerOfTheDestination() throws Exception {
        try (HttpProxy proxy = HttpProxy.open();
                HttpLab lab = lab("https://crm.invalid:1", proxy, "", "", Tls.DEFAULT)) {
            for (String status : List.of("403 No", "404 What", "502 Nobody there")) {
                proxy.refuse(status);
                assertThat(HttpLab.result(lab.post()))
                        .as(status)
                        .isInstanceOfSatisfying(
                                AttemptResult.NotSent.class,
                                it -> assertThat(it.reason()).contains("the proxy answered " + status.substring(0, 3)));
            }
        }
    }

    @Test
    void aProxyThatIsNotThereIsSaidToBe() throws Exception {
        Proxy gone = new Proxy("127.0.0.1", ScriptedServer.closedPort(), "", Secret.NONE);
        try (HttpLab lab = new HttpLab(through(gone, "https://crm.invalid", Tls.DEFAULT))) {
            assertThat(HttpLab.result(lab.post()))
                    .isInstanceOfSatisfying(
                            AttemptResult.NotSent.class,
                            it -> assertThat(it.reason()).isEqualTo("through the proxy: the connection was refused"));
        }
    }

    @Test
    void hostsBehindAProxyMayNotBePrivateAsFarAsTheirAddressesAreKnownHere() throws UnknownHostException {
        Reach reach = Reach.publicOr(List.of("127.0.0.1"));
        assertThatThrownBy(() -> reach.resolver(Set.of("localhost")).resolve("127.0.0.1"))
                .hasMessageContaining("localhost has an address that is not public");
        assertThatThrownBy(() -> reach.resolver(Set.of("169.254.169.254")).resolve("127.0.0.1"))
                .hasMessageContaining("169.254.169.254");
        assertThat(reach.resolver(Set.of("crm.invalid")).resolve("127.0.0.1")).hasSize(1);
    }

    private static HttpLab lab(String url, HttpProxy proxy, String user, String password, Tls tls) {
        return new HttpLab(through(new Proxy("127.0.0.1", proxy.port(), user, new Secret(password)), url, tls));
    }

    private static Connection through(Proxy proxy, String url, Tls tls) {
        return Connections.patient(
                Connections.with(new Transport(Optional.of(proxy), tls, false), Connections.to(URI.create(url))));
    }
}
