package io.drover.testing;

import io.drover.connection.ApiMethod;
import io.drover.connection.Connection;
import io.drover.delivery.AttemptResults;
import io.drover.delivery.Deadlines;
import io.drover.delivery.Request;
import io.drover.delivery.RequestEntity;
import io.drover.redelivery.AttemptResult;
import io.drover.route.HttpComponents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/** A Camel context with the component of one connection, to send requests through. */
public final class HttpLab implements AutoCloseable {
    private static final Deadlines DEADLINES = Deadlines.start();

    private final CamelContext camel = new DefaultCamelContext();
    private final ProducerTemplate template = camel.createProducerTemplate();
    private final Connection connection;

    public HttpLab(Connection connection) {
        this.connection = connection;
        new HttpComponents(DEADLINES, "Drover/test").add(camel, connection);
        camel.start();
        template.start();
    }

    public ProducerTemplate template() {
        return template;
    }

    /** One POST of a small body. */
    public Exchange post() {
        return send(Map.of(), "/v2/customers", "[{\"id\":1}]");
    }

    /** One request, with Camel headers on the exchange. */
    public Exchange send(Map<String, Object> camelHeaders, String target, String body) {
        Request request = new Request(
                ApiMethod.POST,
                target,
                List.of(new Request.Field("Content-Type", "application/json")),
                body.getBytes(StandardCharsets.UTF_8));
        return template.send(
                HttpComponents.name(connection.name()) + ":"
                        + connection.endpoint().apiBaseUrl(),
                exchange -> {
                    exchange.getMessage().setHeaders(new java.util.HashMap<>(camelHeaders));
                    exchange.getMessage().setBody(new RequestEntity(request));
                });
    }

    /** What an exchange came to. */
    public static AttemptResult result(Exchange exchange) {
        if (exchange.getException() != null) {
            return AttemptResults.of(exchange.getException());
        }
        return new AttemptResult.Answered(
                exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                Optional.ofNullable(exchange.getMessage().getHeader("Retry-After", String.class)));
    }

    /** The answer's body as text. */
    public static String body(Exchange exchange) {
        return String.valueOf(exchange.getMessage().getBody(String.class));
    }

    @Override
    public void close() {
        camel.stop();
    }
}
