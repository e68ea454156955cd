package io.drover.route;

import org.apache.camel.Exchange;

/**
 * Asked by the policies of routes/redelivery.camel.yaml whether a batch may be sent once more. The connection's limits
 * were applied by the verdict already; what is left to ask is whether anything may be sent at all.
 */
public final class Redelivery {
    public boolean mayYield(Exchange exchange) {
        return goesOn(exchange);
    }

    public boolean mayRetry(Exchange exchange) {
        return goesOn(exchange);
    }

    public boolean mayProbe(Exchange exchange) {
        return goesOn(exchange);
    }

    private static boolean goesOn(Exchange exchange) {
        Delivery delivery = Delivery.of(exchange);
        return !delivery.getRun().destination().isStopped()
                && !delivery.getRun().ending().isHalted();
    }
}
