package io.drover.route;

import io.drover.connection.Connection;
import io.drover.delivery.ClientSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.http.common.HttpMethods;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;

/**
 * camel-http for one connection. Its safe settings stand here and not in a route's URI, so an edited route can't lose
 * them.
 */
final class ConnectionHttpComponent extends HttpComponent {
    private final HttpMethods method;

    ConnectionHttpComponent(
            Connection connection, ClientSettings settings, HttpClientConnectionManager pool, String userAgent) {
        this.method = HttpMethods.valueOf(connection.endpoint().apiMethod().name());
        setClientConnectionManager(pool);
        setHttpClientConfigurer(builder -> settings.apply(builder, userAgent));
        setHeaderFilterStrategy(new AnswerHeaders());
        setAutomaticRetriesDisabled(true);
        setRedirectHandlingDisabled(true);
        setCookieManagementDisabled(true);
        setContentCompressionDisabled(true);
        setAuthCachingDisabled(true);
        setConnectionStateDisabled(true);
        setCopyHeaders(false);
        setSkipControlHeaders(true);
        setUserAgent(userAgent);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Map<String, Object> given = new HashMap<>(parameters);
        HttpEndpoint endpoint =
                new ConnectionHttpEndpoint((HttpEndpoint) super.createEndpoint(uri, remaining, parameters), this);
        endpoint.setCamelContext(getCamelContext());
        endpoint.setHttpMethod(method);
        setProperties(endpoint, given);
        endpoint.setThrowExceptionOnFailure(false);
        endpoint.setFollowRedirects(false);
        endpoint.setBridgeEndpoint(false);
        // Every method carries its request as the body; AnswerGuard leaves an empty one out.
        endpoint.setGetWithBody(true);
        endpoint.setDeleteWithBody(true);
        return endpoint;
    }
}
