package io.drover.route;

import org.apache.camel.Exchange;

/** Bodies that hand our own values from step to step; never converted. */
final class Bodies {
    private Bodies() {}

    static <T> T of(Exchange exchange, Class<T> type) {
        Object body = exchange.getMessage().getBody();
        if (!type.isInstance(body)) {
            throw new IllegalStateException("the body must be a " + type.getSimpleName() + " here, but is "
                    + (body == null ? "empty" : "a " + body.getClass().getSimpleName())
                    + ": a step in routes/ before " + exchange.getFromRouteId() + " replaced it");
        }
        return type.cast(body);
    }
}
