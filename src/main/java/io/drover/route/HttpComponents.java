package io.drover.route;

import io.drover.connection.Connection;
import io.drover.delivery.ClientSettings;
import io.drover.delivery.Deadlines;
import io.drover.delivery.Reach;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;

/**
 * Gives each connection its own camel-http component, so that its pool, time-outs and trust are its own.
 *
 * <p>A route sends with {@code uri: http-NAME:BASE_URL}; http or https is what BASE_URL says. The body is a
 * {@link io.drover.delivery.RequestEntity}. An answer of whatever status comes back as a message with the header
 * {@code CamelHttpResponseCode}, at most {@code Retry-After}, and the whole body in memory;
 * everything else is an exception for {@link io.drover.delivery.AttemptResults}.
 */
public final class HttpComponents {
    private final Deadlines deadlines;
    private final String userAgent;
    private final Map<String, PoolingHttpClientConnectionManager> pools = new ConcurrentHashMap<>();

    /**
     * @param userAgent what requests call themselves, e.g. {@code Drover/1.0}
     */
    public HttpComponents(Deadlines deadlines, String userAgent) {
        this.deadlines = deadlines;
        this.userAgent = userAgent;
    }

    /**
     * The component's name, which is also the scheme of its endpoint URIs.
     *
     * @param key the connection's name, or another one for what it was before it changed
     */
    public static String name(String key) {
        // A scheme may hold no underscore (RFC 3986 §3.1), and a name no plus.
        return "http-" + key.replace('_', '+');
    }

    /** The endpoint URI a route sends to. */
    public static String endpoint(String key, Connection connection) {
        return name(key) + ":" + connection.endpoint().apiBaseUrl();
    }

    /** Adds the connection's component to Camel, in place of an earlier one of that connection. */
    public void add(CamelContext camel, Connection connection) {
        add(camel, connection.name(), connection, Reach.ANYWHERE);
    }

    /** Adds a component to Camel, in place of an earlier one of that key. */
    public void add(CamelContext camel, String key, Connection connection, Reach reach) {
        ClientSettings settings = new ClientSettings(connection, deadlines, reach);
        PoolingHttpClientConnectionManager pool = settings.pool();
        pools.put(name(key), pool);
        camel.removeComponent(name(key));
        camel.addComponent(name(key), new ConnectionHttpComponent(connection, settings, pool, userAgent));
    }

    /** Takes a component away. */
    public void remove(CamelContext camel, String key) {
        camel.removeComponent(name(key));
        PoolingHttpClientConnectionManager pool = pools.remove(name(key));
        if (pool != null) {
            pool.close(CloseMode.GRACEFUL);
        }
    }

    /** Closes every connection at once, those that are in use or being opened too, and opens none any more. */
    public void breakOff() {
        pools.values().forEach(pool -> pool.close(CloseMode.IMMEDIATE));
    }
}
