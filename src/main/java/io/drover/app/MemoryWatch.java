package io.drover.app;

import java.util.function.Consumer;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.util.ObjectHelper;

/**
 * Camel takes what a step throws for a failure of its exchange. Without memory the others can't be relied on either, so
 * somebody is told.
 */
final class MemoryWatch extends EventNotifierSupport {
    private final Consumer<Throwable> lack;

    MemoryWatch(Consumer<Throwable> lack) {
        this.lack = lack;
        // What is ignored is not even made.
        setIgnoreCamelContextEvents(true);
        setIgnoreCamelContextInitEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeRedeliveryEvents(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof CamelEvent.ExchangeFailedEvent failed) {
            OutOfMemoryError error = ObjectHelper.getException(OutOfMemoryError.class, failed.getCause());
            if (error != null) {
                lack.accept(error);
            }
        }
    }
}
