package io.drover.route;

import io.drover.delivery.RequestEntity;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.component.http.HttpProducer;
import org.apache.hc.client5.http.classic.methods.HttpUriRequest;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpHost;

/**
 * camel-http's endpoint for one connection. All requests go to the same host, and their path is put in place below; so
 * nothing of them is parsed as a URI, which camel-http does three times for each.
 */
final class ConnectionHttpEndpoint extends HttpEndpoint {
    /** In place of the one that camel-http's component has made and nobody has used yet. */
    ConnectionHttpEndpoint(HttpEndpoint made, HttpComponent component) {
        super(
                made.getEndpointUri(),
                component,
                made.getHttpUri(),
                made.getClientBuilder(),
                made.getClientConnectionManager(),
                made.getHttpClientConfigurer());
        setHttpClientOptions(made.getHttpClientOptions());
        setHttpConnectionOptions(made.getHttpConnectionOptions());
        setConnectionRequestTimeout(made.getConnectionRequestTimeout());
        setConnectTimeout(made.getConnectTimeout());
        setSoTimeout(made.getSoTimeout());
        setResponseTimeout(made.getResponseTimeout());
        setHeaderFilterStrategy(made.getHeaderFilterStrategy());
        setCopyHeaders(made.isCopyHeaders());
        setSkipControlHeaders(made.isSkipControlHeaders());
        setUserAgent(made.getUserAgent());
    }

    @Override
    public Producer createProducer() throws URISyntaxException {
        return new OneHost(this, getHttpUri());
    }

    private static final class OneHost extends HttpProducer {
        private final URI uri;
        private final HttpHost host;

        OneHost(HttpEndpoint endpoint, URI uri) throws URISyntaxException {
            super(endpoint);
            this.uri = uri;
            this.host = HttpHost.create(uri);
        }

        @Override
        protected HttpUriRequest createMethod(Exchange exchange) throws Exception {
            if (exchange.getMessage().getBody() instanceof RequestEntity entity) {
                HttpUriRequest request =
                        new HttpUriRequestBase(entity.request().method().name(), uri);
                request.setEntity(entity);
                return request;
            }
            return super.createMethod(exchange);
        }

        @Override
        protected HttpHost createHost(HttpUriRequest request) {
            return host;
        }
    }
}
