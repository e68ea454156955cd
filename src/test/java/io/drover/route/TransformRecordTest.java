package io.drover.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.Batches;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformRecordTest {
    @Test
    void withoutAFileOfTheUsersABatchPassesUntouched(@TempDir Path folder) throws Exception {
        assertThat(new RouteFiles(folder).replaces(TransformRecord.ID)).isFalse();
        TransformRecord unused = new TransformRecord(false, () -> {
            throw new AssertionError("a record was handed over");
        });
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(context);
            Object batch = Batches.of("{\"id\":1}");
            exchange.getMessage().setBody(batch);
            unused.batch(exchange);
            assertThat(exchange.getMessage().getBody()).isSameAs(batch);
        }
    }
}
