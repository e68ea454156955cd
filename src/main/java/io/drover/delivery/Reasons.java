package io.drover.delivery;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Exceptions of the network in plain words. They can hold what a server sent, so their own text is not passed on. */
final class Reasons {
    private Reasons() {}

    static String of(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof CertificateException || e instanceof CertPathBuilderException) {
                return "the server's TLS certificate is not trusted ("
                        + e.getClass().getSimpleName() + ")";
            }
        }
        if (failure instanceof ConnectionRequestTimeoutException) {
            return "no free connection in the pool; concurrency is higher than the pool";
        }
        if (failure instanceof ConnectTimeoutException) {
            return "no connection within the connect-timeout";
        }
        if (failure instanceof Reach.ForbiddenAddressException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof UnknownHostException) {
            return "the host name is unknown";
        }
        if (failure instanceof ConnectException) {
            return "the connection was refused";
        }
        if (failure instanceof NoRouteToHostException) {
            return "there is no route to the host";
        }
        return ofBroken(failure);
    }

    private static String ofBroken(Throwable failure) {
        if (failure instanceof SSLPeerUnverifiedException) {
            return "the server's TLS certificate is for another host name";
        }
        if (failure instanceof SSLException) {
            return "the TLS connection failed";
        }
        if (failure instanceof SocketTimeoutException) {
            return "timed out";
        }
        if (failure instanceof NoHttpResponseException) {
            return "the connection was closed without an answer";
        }
        if (failure.getClass() == java.io.IOException.class && failure.getMessage() != null) {
            return failure.getMessage();
        }
        return "the connection broke (" + failure.getClass().getSimpleName() + ")";
    }
}
