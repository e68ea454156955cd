package io.drover.route;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which headers pass between an exchange and the wire. Out: what a user's before-send route set, unless it is Camel's
 * or steers the connection. In: only what the gate needs, so nothing a destination answers can steer Camel or get into
 * a later request. The rules that read the answer get them by the
 * {@link io.drover.delivery.RequestEntity}.
 */
final class AnswerHeaders implements HeaderFilterStrategy {
    private static final Set<String> KEPT_BACK = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "retry-after",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "breadcrumbid");

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("camel") || lower.startsWith("org.apache.camel") || KEPT_BACK.contains(lower);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !name.equalsIgnoreCase("Retry-After");
    }
}
