package io.drover.route;

import io.drover.connection.ApiMethod;
import io.drover.delivery.NoAnswerException;
import io.drover.delivery.Request;
import io.drover.delivery.RequestEntity;
import io.drover.delivery.TokenExchange;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Asks for tokens through the connection's own camel-http component: same limits, time-outs and trust. */
public final class CamelTokenExchange implements TokenExchange {
    private static final List<Request.Field> HEADERS = List.of(
            new Request.Field("Content-Type", "application/x-www-form-urlencoded"),
            new Request.Field("Accept", "application/json"));

    private final ProducerTemplate camel;
    private final String component;

    /**
     * Asks through the component of that key.
     *
     * @param key as for {@link HttpComponents#name}
     */
    public CamelTokenExchange(ProducerTemplate camel, String key) {
        this.camel = camel;
        this.component = HttpComponents.name(key);
    }

    @Override
    public Answer post(URI tokenEndpoint, Optional<Request.Field> authorization, byte[] form) throws IOException {
        String path = tokenEndpoint.getRawPath().isEmpty() ? "/" : tokenEndpoint.getRawPath();
        String query = tokenEndpoint.getRawQuery();
        Request plain = new Request(ApiMethod.POST, query == null ? path : path + "?" + query, HEADERS, form);
        Request request = authorization.map(plain::with).orElse(plain);
        // Only the server stands in the endpoint; path and query travel with the request.
        String server = tokenEndpoint.getScheme() + "://" + tokenEndpoint.getRawAuthority();
        Exchange answer = camel.send(
                component + ":" + server + "?httpMethod=POST",
                exchange -> exchange.getMessage().setBody(new RequestEntity(request)));
        Exception failure = answer.getException();
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure != null) {
            throw new NoAnswerException(
                    "the exchange failed (" + failure.getClass().getSimpleName() + ")", failure);
        }
        int status = answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        String body = answer.getMessage().getBody(String.class);
        return new Answer(status, body == null ? "" : body);
    }
}
