package io.drover.delivery;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.connection.Secret;
import io.drover.testing.Connections;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A name that is public when it is looked at and private when it is used gets nowhere: by the client as it is in use. */
class RebindingTest {
    private static final String NAME = "rebinding.example";
    private static final String PUBLIC = "203.0.114.7";
    private static final Deadlines DEADLINES = Deadlines.start();

    private static final RefreshTokens.Vault NOTHING_KEPT = new RefreshTokens.Vault() {
        @Override
        public Optional<Secret> newest(Secret given) {
            return Optional.empty();
        }

        @Override
        public void keep(Secret given, Secret newest) {
            // nothing is kept
        }
    };

    private ScriptedServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.playing(answer(200, "[]"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** Answers one after the other, the last one from then on. */
    private static class Fickle implements DnsResolver {
        private final Deque<String> answers;

        Fickle(String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            String next = answers.size() > 1 ? answers.remove() : answers.element();
            return InetAddress.getAllByName(next);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private URI url() {
        return URI.create("http://" + NAME + ":" + server.url().getPort());
    }

    private static CloseableHttpClient client(Reach reach) {
        ClientSettings settings = new ClientSettings(Connections.to(URI.create("http://x")), DEADLINES, reach);
        HttpClientBuilder builder = HttpClientBuilder.create().setConnectionManager(settings.pool());
        settings.apply(builder, "Drover/test");
        return builder.build();
    }

    @Test
    void aNameThatTurnsPrivateAfterItWasLookedAtIsNotConnectedTo() throws IOException {
        Reach reach = Reach.publicOr(List.of()).asking(new Fickle(PUBLIC, "127.0.0.1"));
        assertThat(reach.resolve(NAME)).hasSize(1);
        try (CloseableHttpClient client = client(reach)) {
            assertThatThrownBy(() -> client.execute(new HttpPost(url()), response -> response.getCode()))
                    .isInstanceOf(NotSentException.class)
                    .hasMessageContaining("not public");
        }
        assertThat(server.received()).isEmpty();
    }

    @Test
    void oneAddressThatIsPrivateAmongPublicOnesIsEnough() throws IOException {
        DnsResolver mixed = new Fickle(PUBLIC) {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {super.resolve(host)[0], InetAddress.getLoopbackAddress()};
            }
        };
        try (CloseableHttpClient client = client(Reach.publicOr(List.of()).asking(mixed))) {
            assertThatThrownBy(() -> client.execute(new HttpPost(url()), response -> response.getCode()))
                    .isInstanceOf(NotSentException.class);
        }
        assertThat(server.received()).isEmpty();
    }

    @Test
    void aHostThatIsAllowedMayBePrivateButNotLinkLocal() throws IOException {
        Reach allowed = Reach.publicOr(List.of(NAME));
        try (CloseableHttpClient client = client(allowed.asking(new Fickle("127.0.0.1")))) {
            int status = client.execute(new HttpPost(url()), response -> response.getCode());
            assertThat(status).isEqualTo(200);
        }
        try (CloseableHttpClient client = client(allowed.asking(new Fickle("169.254.169.254")))) {
            assertThatThrownBy(() -> client.execute(new HttpPost(url()), response -> response.getCode()))
                    .isInstanceOf(NotSentException.class);
        }
    }

    @Test
    void aCheckDoesNotReachItEither() {
        Reach reach = Reach.publicOr(List.of()).asking(new Fickle("127.0.0.1"));
        CheckReport report = new ConnectionCheck(
                        DEADLINES,
                        new RefreshTokens(NOTHING_KEPT),
                        Clock.systemUTC(),
                        "Drover/test",
                        path -> tree -> List.of())
                .check(Connections.to(url()), reach);
        assertThat(report.failure().orElseThrow().name()).isEqualTo("dns");
        assertThat(server.received()).isEmpty();
    }
}
