package io.drover.management;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.prometheus.MicrometerPrometheus;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;

/** Health at {@code /observe/health} and Prometheus metrics at {@code /observe/metrics}, nothing else. */
public final class ManagementServer {
    private ManagementServer() {}

    /**
     * Opens the port on a started Camel, which closes it when it stops.
     *
     * @param port 0: a free one
     * @throws ManagementException when the port can't be opened
     */
    public static void open(
            CamelContext camel, String host, int port, PrometheusMeterRegistry registry, HealthCheck health) {
        ManagementHttpServer server = new ManagementHttpServer();
        server.setCamelContext(camel);
        server.setHost(host);
        server.setPort(port);
        // The root: below another path Camel's authentication would leave sub-paths open, once there is one.
        server.setPath("/");
        server.setHealthCheckEnabled(true);
        server.setHealthPath("/observe/health");
        server.setMetricsEnabled(true);
        try {
            camel.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, checks(camel, health));
            camel.addService(server);
            camel.addService(metrics(camel, registry));
        } catch (Exception e) {
            throw new ManagementException(host, port, e);
        }
    }

    private static HealthCheckRegistry checks(CamelContext camel, HealthCheck health) {
        DefaultHealthCheckRegistry checks = new DefaultHealthCheckRegistry(camel);
        checks.setExposureLevel("full");
        checks.register(health);
        checks.start();
        return checks;
    }

    private static MicrometerPrometheus metrics(CamelContext camel, PrometheusMeterRegistry registry) {
        camel.getRegistry().bind("metricsRegistry", registry);
        MicrometerPrometheus metrics = new MicrometerPrometheus();
        metrics.setCamelContext(camel);
        metrics.setPath("/observe/metrics");
        metrics.setEnableRoutePolicy(false);
        metrics.setEnableExchangeEventNotifier(false);
        metrics.setEnableRouteEventNotifier(false);
        metrics.setSkipCamelInfo(true);
        metrics.setClearOnReload(false);
        return metrics;
    }
}
