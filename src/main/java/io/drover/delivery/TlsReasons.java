package io.drover.delivery;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why a TLS connection did not come about. What the JDK tells only in its text is looked up there, not passed on. */
final class TlsReasons {
    private static final String OTHER_HOST = "the server's TLS certificate is for another host name";

    private static final Pattern REFUSED = Pattern.compile("Received fatal alert: (?:bad_certificate|unknown_ca"
            + "|certificate_unknown|certificate_expired|certificate_revoked|unsupported_certificate)");

    private TlsReasons() {}

    /** Empty when it is not TLS that failed. */
    static Optional<String> of(List<Throwable> causes) {
        // Also when it is the cause of a path that could not be built.
        for (Throwable e : causes) {
            if (e instanceof CertificateExpiredException) {
                return Optional.of("the server's TLS certificate has expired");
            }
            if (e instanceof CertificateNotYetValidException) {
                return Optional.of("the server's TLS certificate is not valid yet");
            }
        }
        for (Throwable e : causes) {
            if (isOtherHost(e)) {
                return Optional.of(OTHER_HOST);
            }
            if (e instanceof CertificateException || e instanceof CertPathBuilderException) {
                return Optional.of("the server's TLS certificate is not trusted ("
                        + e.getClass().getSimpleName() + ")");
            }
        }
        Optional<String> refused = causes.isEmpty() ? Optional.empty() : ofClientCertificate(causes.get(0));
        if (refused.isPresent()) {
            return refused;
        }
        return causes.stream()
                .filter(SSLException.class::isInstance)
                .findFirst()
                .map(TlsReasons::ofHandshake);
    }

    /** What a server has against the certificate it was shown, or against being shown none. */
    static Optional<String> ofClientCertificate(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof TlsContext.HungUpException) {
                return Optional.of("the server closed the connection when it had seen the client certificate; check"
                        + " tls-client-certificate");
            }
            if (e instanceof SSLException && says(e, "Received fatal alert: certificate_required")) {
                return Optional.of("the server asks for a client certificate; set tls-client-certificate");
            }
            if (e instanceof SSLException
                    && REFUSED.matcher(String.valueOf(e.getMessage())).find()) {
                return Optional.of(
                        "the server does not take the client certificate, or asks for one that is not set; check"
                                + " tls-client-certificate");
            }
        }
        return Optional.empty();
    }

    private static boolean isOtherHost(Throwable e) {
        return e instanceof SSLPeerUnverifiedException
                || (e instanceof CertificateException
                        && (says(e, "No subject alternative") || says(e, "No name matching")));
    }

    private static String ofHandshake(Throwable failure) {
        if (says(failure, "protocol_version") || says(failure, "protocol version")) {
            return "the server does not speak TLS 1.2 or 1.3";
        }
        if (says(failure, "Unsupported or unrecognized SSL message")) {
            return "the server does not speak TLS; is it http?";
        }
        return "the TLS connection failed";
    }

    private static boolean says(Throwable e, String words) {
        return e.getMessage() != null && e.getMessage().contains(words);
    }
}
