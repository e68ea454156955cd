package io.drover.delivery;

import io.drover.connection.Connection;
import io.drover.connection.Tls;
import io.drover.delivery.TlsFileException.Setting;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The part of a check that comes before any request: certificates, names, proxy, connections and handshakes. */
final class Approach {
    private final Connection connection;
    private final Reach reach;
    private final Clock clock;
    private final List<CheckStep> steps;
    private final Optional<ProxyTunnel> proxy;
    private Optional<Instant> certificateExpiresAt = Optional.empty();
    private Optional<Instant> clientCertificateExpiresAt = Optional.empty();
    private @Nullable SSLContext tls;

    /**
     * @param steps where each step is added
     */
    Approach(Connection connection, Reach reach, Clock clock, List<CheckStep> steps) {
        this.connection = connection;
        this.reach = reach;
        this.clock = clock;
        this.steps = steps;
        this.proxy = connection.transport().proxy().map(ProxyTunnel::new);
    }

    Optional<Instant> certificateExpiresAt() {
        return certificateExpiresAt;
    }

    Optional<Instant> clientCertificateExpiresAt() {
        return clientCertificateExpiresAt;
    }

    /** The step client_certificate, and whom the connection trusts. */
    boolean identify() {
        Tls settings = connection.transport().tls();
        try {
            if (settings.identity().isPresent()) {
                steps.add(identified(ClientIdentity.read(settings.identity().get())));
            }
            tls = TlsContext.make(settings);
        } catch (TlsFileException e) {
            boolean trust = e.setting() == Setting.TRUST || e.setting() == Setting.TRUST_PASSWORD;
            steps.add(CheckStep.failed(trust ? "tls" : "client_certificate", e.sentence()));
        }
        return steps.stream().noneMatch(step -> step.result() == CheckStep.Result.FAILED);
    }

    private CheckStep identified(ClientIdentity identity) {
        Instant end = identity.chain().get(0).getNotAfter().toInstant();
        clientCertificateExpiresAt = Optional.of(end);
        return end.isBefore(clock.instant())
                ? CheckStep.failed("client_certificate", identity.subject() + " has expired: " + end)
                : CheckStep.passed(
                        "client_certificate",
                        identity.subject() + " until " + end + Handshake.soon(end, clock.instant()));
    }

    /** The steps dns, tcp and tls, and proxy where there is one. */
    boolean reach(URI url, String which) {
        Optional<Handshake.Way> way = proxy.isPresent() ? through(proxy.get(), url, which) : straight(url, which);
        if (way.isEmpty()) {
            steps.add(CheckStep.skipped("tcp", ConnectionCheck.NOT_REACHED));
            steps.add(CheckStep.skipped("tls", ConnectionCheck.NOT_REACHED));
            return false;
        }
        Handshake handshake = new Handshake(
                url, way.get(), Objects.requireNonNull(tls), connection.limits().connectTimeout());
        steps.addAll(handshake.steps(clock.instant()));
        if (certificateExpiresAt.isEmpty()) {
            certificateExpiresAt = handshake.certificateExpiresAt();
        }
        return handshake.isGood();
    }

    private Optional<Handshake.Way> straight(URI url, String which) {
        try {
            InetAddress address = reach.resolve(plain(url.getHost())).get(0);
            steps.add(CheckStep.passed("dns", "host " + url.getHost() + which + " is " + address.getHostAddress()));
            return Optional.of(new Handshake.Way(address, Optional.empty()));
        } catch (UnknownHostException e) {
            steps.add(CheckStep.failed("dns", "host " + url.getHost() + which + ": " + Reasons.of(e)));
            return Optional.empty();
        }
    }

    private Optional<Handshake.Way> through(ProxyTunnel tunnel, URI url, String which) {
        try {
            reach.checkBehindProxy(plain(url.getHost()));
            steps.add(CheckStep.skipped("dns", "host " + url.getHost() + which + ": the proxy looks it up"));
        } catch (UnknownHostException forbidden) {
            steps.add(CheckStep.failed("dns", "host " + url.getHost() + which + ": " + Reasons.of(forbidden)));
            return Optional.empty();
        }
        String host = tunnel.host().getHostName();
        try {
            return Optional.of(new Handshake.Way(reach.resolve(host).get(0), Optional.of(tunnel)));
        } catch (UnknownHostException e) {
            steps.add(CheckStep.failed("proxy", "host " + host + ": " + Reasons.of(e)));
            return Optional.empty();
        }
    }

    private static String plain(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
