package io.drover.app;

import io.drover.connection.Connection;
import io.drover.load.Load;
import io.drover.route.Doors;
import io.drover.route.HttpComponents;
import io.drover.route.RouteCheck;
import io.drover.route.RouteFiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** Camel Main with the route files, one {@code attempt} route per connection and one {@code pick-up} route per load. */
final class CamelEngine {
    /** A stop has 10 s in all; what Camel does not finish in this time is left to the next start. */
    private static final int SHUTDOWN_SECONDS = 6;

    private final Main main = new Main();
    private final RouteFiles files;
    private final HttpComponents http;

    CamelEngine(RouteFiles files, HttpComponents http, Map<String, String> properties) {
        this.files = files;
        this.http = http;
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        // The working directory's file was read by us, with the environment over it; Camel reads none itself.
        main.setDefaultPropertyPlaceholderLocation("false");
        properties.forEach(main::addInitialProperty);
        main.configure()
                .withName("drover")
                .withAutoConfigurationLogSummary(false)
                .withJmxEnabled(false)
                .withStreamCachingEnabled(false)
                .withShutdownTimeout(SHUTDOWN_SECONDS)
                .withShutdownLogInflightExchangesOnTimeout(false)
                .withBasePackageScanEnabled(false);
    }

    void bind(String name, Object bean) {
        main.bind(name, bean);
    }

    /**
     * Loads the routes, checks them and starts.
     *
     * @param watched loads whose inboxes are watched; none for a single file
     * @throws StartException when a route can't be used: file, line and reason
     */
    void start(Collection<Connection> connections, Collection<Load> watched) {
        List<String> ids = RouteFiles.OURS.stream()
                .filter(id -> !watched.isEmpty() || !(id.equals("resume") || id.equals("pick-up")))
                .toList();
        main.configure().withRoutesIncludePattern(files.includePattern(ids));
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport support) {
                connections.forEach(connection -> http.add(support.getCamelContext(), connection));
            }

            @Override
            public void afterConfigure(BaseMainSupport support) {
                addInstances(support.getCamelContext(), connections, watched);
            }
        });
        try {
            main.start();
        } catch (Exception e) {
            throw new StartException(RouteFailure.describe(e, files), e);
        }
    }

    /**
     * As {@link #start}, but no route begins to work.
     *
     * @throws StartException as {@link #start}
     */
    void tryOut(Collection<Connection> connections, Collection<Load> watched) {
        main.configure().withAutoStartup(false);
        start(connections, watched);
    }

    /**
     * As {@link #tryOut}, and then starts the routes that other routes call: those at {@code direct:}.
     *
     * @throws StartException as {@link #start}
     */
    void startCalledRoutes(Collection<Connection> connections) {
        tryOut(connections, List.of());
        try {
            for (Route route : context().getRoutes()) {
                if (route.getEndpoint().getEndpointUri().startsWith("direct:")) {
                    context().getRouteController().startRoute(route.getRouteId());
                }
            }
        } catch (Exception e) {
            throw new StartException(RouteFailure.describe(e, files), e);
        }
    }

    private void addInstances(CamelContext context, Collection<Connection> connections, Collection<Load> watched) {
        for (Connection connection : connections) {
            TemplatedRouteBuilder.builder(context, "attempt")
                    .routeId("attempt-" + connection.name())
                    .parameter("connection", connection.name())
                    .parameter("destination", HttpComponents.endpoint(connection))
                    .add();
        }
        for (Load load : watched) {
            TemplatedRouteBuilder.builder(context, "pick-up")
                    .routeId("pick-up-" + load.name())
                    .parameter("load", load.name())
                    .parameter("inbox", load.inbox().toString())
                    .parameter(
                            "next", load.shaping().acrossFiles().batches() ? "direct:gather-files" : "direct:run-file")
                    .add();
        }
        Doors.handFailuresOn((DefaultCamelContext) context);
        List<String> problems = RouteCheck.problems((DefaultCamelContext) context, files);
        if (!problems.isEmpty()) {
            throw new StartException(problems);
        }
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    void stop() {
        main.stop();
    }
}
