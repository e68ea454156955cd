package io.drover.delivery;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Exceptions of the network in plain words. They can hold what a server sent, so their own text is not passed on. */
final class Reasons {
    private static final int DEEPEST = 20;

    private Reasons() {}

    static String of(Throwable failure) {
        // These say it themselves.
        boolean told = failure instanceof NotSentException || failure instanceof NoAnswerException;
        return told ? String.valueOf(failure.getMessage()) : ofNetwork(failure);
    }

    private static String ofNetwork(Throwable failure) {
        Optional<String> tls = TlsReasons.of(causes(failure));
        if (tls.isPresent()) {
            return tls.get();
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
        if (failure instanceof NoRouteToHostException || isUnreachable(failure)) {
            return "there is no route to the host";
        }
        if (failure instanceof ConnectException) {
            return "the connection was refused";
        }
        return ofBroken(failure);
    }

    private static String ofBroken(Throwable failure) {
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

    /** The JDK has no type of its own for a network that can't be reached. */
    private static boolean isUnreachable(Throwable failure) {
        return failure instanceof SocketException
                && failure.getMessage() != null
                && failure.getMessage().contains("unreachable");
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable e = failure; e != null && causes.size() < DEEPEST; e = e.getCause()) {
            causes.add(e);
        }
        return causes;
    }
}
