package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {
    private final List<Throwable> lacks = new CopyOnWriteArrayList<>();

    private void send(Throwable thrown) throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.getManagementStrategy().addEventNotifier(new MemoryWatch(lacks::add));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").process(exchange -> exchange.setException(thrown));
            }
        });
        context.start();
        try {
            Exchange exchange = context.createProducerTemplate().send("direct:in", in -> {});
            assertThat(exchange.getException()).isNotNull();
        } finally {
            context.stop();
        }
    }

    @Test
    void tellsOfAnExchangeThatFailedForWantOfMemory() throws Exception {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        send(error);
        assertThat(lacks).containsExactly(error);
    }

    @Test
    void findsItBehindWhatHidesIt() throws Exception {
        OutOfMemoryError error = new OutOfMemoryError("Java heap space");
        send(new IllegalStateException("a step failed", error));
        assertThat(lacks).containsExactly(error);
    }

    @Test
    void saysNothingOfOtherFailures() throws Exception {
        send(new StackOverflowError());
        send(new IllegalStateException("a step failed"));
        assertThat(lacks).isEmpty();
    }
}
