package io.drover.delivery;

import io.drover.connection.Connection;
import io.drover.connection.Credentials;
import io.drover.connection.Limits;
import io.drover.connection.Tls;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultProxyRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * What the HTTP client of one connection may do: its pool, its time-outs and its limits, and nothing on its own account.
 * One request of ours is at most one request on the wire: no retries, redirects, authentication rounds or cookies.
 */
public final class ClientSettings {
    /** A connection that rested this long is looked at before it is used: the server may have closed it. */
    private static final TimeValue LOOK_AFTER = TimeValue.ofMilliseconds(200);

    /** Load balancers drop connections after some minutes without a word; old ones miss changes of DNS. */
    private static final TimeValue TIME_TO_LIVE = TimeValue.ofMinutes(5);

    /** For what a server has against our certificate; once for each connection that shows one. */
    private static final Duration REFUSAL = Duration.ofMillis(150);

    private static final Http1Config HEADER_LIMITS = Http1Config.custom()
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(100)
            .build();

    private final Connection connection;
    private final Limits limits;
    private final Deadlines deadlines;
    private final Reach reach;
    private final Optional<ProxyTunnel> proxy;

    public ClientSettings(Connection connection, Deadlines deadlines, Reach reach) {
        this.connection = connection;
        this.limits = connection.limits();
        this.deadlines = deadlines;
        this.reach = reach;
        this.proxy = connection.transport().proxy().map(ProxyTunnel::new);
    }

    /** A pool with a connection for each batch in flight, and one for the token. */
    public PoolingHttpClientConnectionManager pool() {
        Timeout connectTimeout = Timeout.of(limits.connectTimeout());
        PoolingHttpClientConnectionManagerBuilder builder = PoolingHttpClientConnectionManagerBuilder.create();
        Tls tls = connection.transport().tls();
        if (!tls.isDefault()) {
            TlsContext context = new TlsContext(tls);
            builder.setTlsSocketStrategy((socket, host, port, attachment, http) -> {
                SSLSocket secured =
                        new DefaultClientTlsStrategy(context.get()).upgrade(socket, host, port, attachment, http);
                if (tls.identity().isPresent()) {
                    TlsContext.awaitRefusal(secured, REFUSAL);
                }
                return secured;
            });
        }
        return builder.setDnsResolver(proxy.isPresent() ? reach.resolver(hosts()) : reach.resolver())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEADER_LIMITS)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connectTimeout)
                        .setTimeToLive(TIME_TO_LIVE)
                        .setValidateAfterInactivity(LOOK_AFTER)
                        .build())
                // No time-out for a read: Deadlines limits the whole exchange, and each read is then one system call.
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(0, TimeUnit.MILLISECONDS)
                        .build())
                .setMaxConnPerRoute(limits.concurrency() + 1)
                .setMaxConnTotal(2 * (limits.concurrency() + 1))
                .build();
    }

    private Set<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add(connection.endpoint().apiBaseUrl().getHost());
        if (connection.credentials() instanceof Credentials.OAuth2 oauth) {
            hosts.add(oauth.oauthBaseUrl().getHost());
        }
        return hosts;
    }

    /** Applies everything but the pool to a client that is being built. */
    public void apply(HttpClientBuilder builder, String userAgent) {
        RequestConfig.Builder requests = RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(limits.responseTimeout()))
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setExpectContinueEnabled(false);
        if (proxy.isPresent()) {
            // The answer to CONNECT comes before an exchange has its deadline.
            requests.setResponseTimeout(Timeout.of(limits.responseTimeout()));
            builder.setRoutePlanner(new DefaultProxyRoutePlanner(proxy.get().host()));
        }
        builder.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableConnectionState()
                .setUserAgent(userAgent)
                .setDefaultRequestConfig(requests.build())
                .addExecInterceptorFirst("drover-connect", new ConnectGuard(proxy))
                .addExecInterceptorLast(
                        "drover-answer",
                        new AnswerGuard(deadlines, limits.responseTimeout(), limits.maxResponseBytes()));
    }
}
