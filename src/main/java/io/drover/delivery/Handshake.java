package io.drover.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Connects to a server and, for https, looks at its certificate; sends no request. */
final class Handshake {
    private static final Duration SOON = Duration.ofDays(14);
    private static final String NOT_REACHED = "not tried: the step before it failed";

    private static final Duration REFUSAL = Duration.ofMillis(500);

    private final URI url;
    private final Way way;
    private final SSLContext tls;
    private final int timeoutMillis;
    private final boolean secure;
    private final int port;
    private Optional<Instant> expires = Optional.empty();
    private boolean good = true;

    /**
     * How a server is reached.
     *
     * @param address of the server, or of the proxy where there is one
     */
    record Way(InetAddress address, Optional<ProxyTunnel> proxy) {}

    Handshake(URI url, Way way, SSLContext tls, Duration timeout) {
        this.url = url;
        this.way = way;
        this.tls = tls;
        this.timeoutMillis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
        this.secure = url.getScheme().equalsIgnoreCase("https");
        this.port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    }

    boolean isGood() {
        return good;
    }

    Optional<Instant> certificateExpiresAt() {
        return expires;
    }

    /** The steps tcp and tls, and proxy where there is one. */
    List<CheckStep> steps(Instant now) {
        List<CheckStep> steps = new ArrayList<>();
        String first = way.proxy().isPresent() ? "proxy" : "tcp";
        int firstPort = way.proxy().map(proxy -> proxy.host().getPort()).orElse(port);
        try (Socket plain = new Socket()) {
            try {
                plain.connect(new InetSocketAddress(way.address(), firstPort), timeoutMillis);
                plain.setSoTimeout(timeoutMillis);
                steps.add(CheckStep.passed(first, "port " + firstPort + " answers"));
            } catch (IOException e) {
                failed(steps, CheckStep.failed(first, "port " + firstPort + ": " + Reasons.of(e)));
            }
            if (good && way.proxy().isPresent()) {
                steps.add(tunnel(plain, way.proxy().get()));
            } else if (way.proxy().isPresent()) {
                steps.add(CheckStep.skipped("tcp", NOT_REACHED));
            }
            steps.add(good ? shakeHands(plain, now) : CheckStep.skipped("tls", NOT_REACHED));
        } catch (IOException e) {
            failed(steps, CheckStep.failed(first, Reasons.of(e)));
        }
        return steps;
    }

    private void failed(List<CheckStep> steps, CheckStep step) {
        good = false;
        steps.add(step);
    }

    private CheckStep tunnel(Socket plain, ProxyTunnel proxy) {
        if (!secure) {
            return CheckStep.skipped("tcp", "the URL is http, so the proxy connects only when there is a request");
        }
        try {
            proxy.open(plain, url.getHost(), port);
            return CheckStep.passed("tcp", "the proxy has connected to port " + port);
        } catch (IOException e) {
            good = false;
            return CheckStep.failed("tcp", Reasons.of(e));
        }
    }

    private CheckStep shakeHands(Socket plain, Instant now) {
        if (!secure) {
            return CheckStep.skipped("tls", "the URL is http");
        }
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, url.getHost(), port, true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            TlsContext.awaitRefusal(socket, REFUSAL);
            Certificate[] chain = socket.getSession().getPeerCertificates();
            if (chain.length > 0 && chain[0] instanceof X509Certificate certificate) {
                expires = Optional.of(certificate.getNotAfter().toInstant());
            }
            String until = expires.map(end -> " until " + end + soon(end, now)).orElse("");
            return CheckStep.passed("tls", socket.getSession().getProtocol() + " with a trusted certificate" + until);
        } catch (IOException e) {
            good = false;
            return CheckStep.failed("tls", Reasons.of(e));
        }
    }

    /** A warning, when there is reason for one. */
    static String soon(Instant end, Instant now) {
        return end.isBefore(now.plus(SOON)) ? ", but expires soon" : "";
    }
}
