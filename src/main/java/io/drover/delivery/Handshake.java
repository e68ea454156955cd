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
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connects to a server and, for https, looks at its certificate; sends no request. */
final class Handshake {
    private static final Duration SOON = Duration.ofDays(14);

    private final URI url;
    private final InetAddress address;
    private final int timeoutMillis;
    private Optional<Instant> expires = Optional.empty();
    private boolean good = true;

    Handshake(URI url, InetAddress address, Duration timeout) {
        this.url = url;
        this.address = address;
        this.timeoutMillis = (int) Math.min(Integer.MAX_VALUE, timeout.toMillis());
    }

    boolean isGood() {
        return good;
    }

    Optional<Instant> certificateExpiresAt() {
        return expires;
    }

    /** The steps tcp and tls. */
    List<CheckStep> steps(Instant now) {
        List<CheckStep> steps = new ArrayList<>();
        boolean secure = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, port), timeoutMillis);
            steps.add(CheckStep.passed("tcp", "port " + port + " answers"));
            steps.add(secure ? shakeHands(plain, port, now) : CheckStep.skipped("tls", "the URL is http"));
        } catch (IOException e) {
            good = false;
            steps.add(CheckStep.failed("tcp", "port " + port + ": " + Reasons.of(e)));
            steps.add(CheckStep.skipped("tls", "not tried: the step before it failed"));
        }
        return steps;
    }

    private CheckStep shakeHands(Socket plain, int port, Instant now) {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (SSLSocket socket = (SSLSocket) factory.createSocket(plain, url.getHost(), port, true)) {
            socket.setSoTimeout(timeoutMillis);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            Certificate[] chain = socket.getSession().getPeerCertificates();
            if (chain.length > 0 && chain[0] instanceof X509Certificate certificate) {
                expires = Optional.of(certificate.getNotAfter().toInstant());
            }
            String soon = expires.filter(end -> end.isBefore(now.plus(SOON)))
                    .map(end -> ", but expires soon")
                    .orElse("");
            String until = expires.map(end -> " until " + end).orElse("");
            return CheckStep.passed(
                    "tls", socket.getSession().getProtocol() + " with a trusted certificate" + until + soon);
        } catch (IOException e) {
            good = false;
            return CheckStep.failed("tls", Reasons.of(e));
        }
    }
}
