package io.drover.management;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.prometheus.MicrometerPrometheus;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;

/** Health at {@code /observe/health} and Prometheus metrics at {@code /observe/metrics}, nothing else. */
public final class ManagementServer {
    private static final String HEALTH = "/observe/health";
    /** Before every route of Camel's own. */
    private static final int FIRST = -1000;

    private ManagementServer() {}

    /**
     * Opens the port on a started Camel, which closes it when it stops.
     *
     * @param port 0: a free one
     * @param access who may see metrics and the details of health; whether it is up, everybody may
     * @return the port
     * @throws ManagementException when the port can't be opened
     */
    public static int open(CamelContext camel, String host, int port, Observed observed, Access access) {
        ManagementHttpServer server = new ManagementHttpServer();
        FreePort.require("management", host, port);
        server.setCamelContext(camel);
        server.setHost(host);
        server.setPort(port);
        // The root: below another path Camel's authentication would leave sub-paths open, once there is one.
        server.setPath("/");
        server.setHealthCheckEnabled(true);
        server.setHealthPath(HEALTH);
        server.setMetricsEnabled(true);
        try {
            camel.getCamelContextExtension()
                    .addContextPlugin(HealthCheckRegistry.class, checks(camel, observed.health()));
            camel.addService(server);
            server.getRouter().route().order(FIRST).handler(context -> guard(context, access));
            camel.addService(metrics(camel, observed.registry()));
            return server.getRouter().getServer().getPort();
        } catch (Exception e) {
            throw new ManagementException("management", host, port, e);
        }
    }

    /** What is observed. */
    public record Observed(PrometheusMeterRegistry registry, HealthCheck health) {}

    private static void guard(RoutingContext context, Access access) {
        try {
            access.caller(HttpHead.of(context.request()));
            context.next();
        } catch (Refusal refusal) {
            String path = context.normalizedPath();
            if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
                // Up or down is for everybody; why is not.
                context.request().params().clear().set("exposureLevel", "oneline");
                context.next();
            } else {
                ApiAnswer answer = refusal.answer();
                answer.headers().forEach(context.response()::putHeader);
                context.response().setStatusCode(answer.status()).end(answer.text());
            }
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
