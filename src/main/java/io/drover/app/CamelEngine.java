package io.drover.app;

import io.drover.load.Load;
import io.drover.route.Doors;
import io.drover.route.HttpComponents;
import io.drover.route.RouteCheck;
import io.drover.route.RouteFiles;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
     * @param watched the inboxes to watch
     * @throws StartException when a route can't be used: file, line and reason
     */
    void start(Collection<Sender> senders, Watched watched) {
        List<String> ids = RouteFiles.OURS.stream()
                .filter(id -> watched.isWatching() || !(id.equals("resume") || id.equals("pick-up")))
                .toList();
        main.configure().withRoutesIncludePattern(files.includePattern(ids));
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport support) {
                support.getCamelContext().getManagementStrategy().addEventNotifier(new MemoryWatch(Breakdown::end));
                senders.forEach(sender -> add(support.getCamelContext(), sender));
            }

            @Override
            public void afterConfigure(BaseMainSupport support) {
                addInstances(support.getCamelContext(), senders, watched.loads());
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
    void tryOut(Collection<Sender> senders, Watched watched) {
        main.configure().withAutoStartup(false);
        start(senders, watched);
    }

    /**
     * As {@link #tryOut}, and then starts the routes that other routes call: those at {@code direct:}.
     *
     * @throws StartException as {@link #start}
     */
    void startCalledRoutes(Collection<Sender> senders) {
        tryOut(senders, Watched.NOTHING);
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

    private void addInstances(CamelContext context, Collection<Sender> senders, Collection<Load> watched) {
        senders.forEach(sender -> addAttempt(context, sender));
        watched.forEach(load -> addPickUp(context, load.name(), load));
        Doors.handFailuresOn((DefaultCamelContext) context);
        List<String> problems = RouteCheck.problems((DefaultCamelContext) context, files);
        if (!problems.isEmpty()) {
            throw new StartException(problems);
        }
    }

    private void add(CamelContext context, Sender sender) {
        http.add(context, sender.route(), sender.connection(), sender.reach());
    }

    private static void addAttempt(CamelContext context, Sender sender) {
        TemplatedRouteBuilder.builder(context, "attempt")
                .routeId("attempt-" + sender.route())
                .parameter("connection", sender.route())
                .parameter("destination", HttpComponents.endpoint(sender.route(), sender.connection()))
                .add();
    }

    private static void addPickUp(CamelContext context, String key, Load load) {
        TemplatedRouteBuilder.builder(context, "pick-up")
                .routeId("pick-up-" + key)
                .parameter("load", load.name())
                .parameter("inbox", load.inbox().toString())
                .parameter("next", load.shaping().acrossFiles().batches() ? "direct:gather-files" : "direct:run-file")
                .add();
    }

    /** Starts to send for a connection, while Camel runs. */
    void addSender(Sender sender) {
        add(context(), sender);
        addAttempt(context(), sender);
    }

    /** Takes away what sent for a connection; nothing may be in flight there. */
    void removeSender(String route) {
        removeRoute("attempt-" + route);
        http.remove(context(), route);
    }

    /**
     * Watches a load's inbox, while Camel runs.
     *
     * @param key behind {@code pick-up-} in the route's name: the load's name, or another one once its inbox moved
     */
    void addWatch(String key, Load load) {
        addPickUp(context(), key, load);
    }

    /** Whether a file is on its way through this watch. */
    boolean isWatchBusy(String key) {
        return context().getInflightRepository().size("pick-up-" + key) > 0;
    }

    /** Ends the watch of an inbox; no file may be on its way through it. */
    void removeWatch(String key) {
        removeRoute("pick-up-" + key);
    }

    private void removeRoute(String id) {
        try {
            context().getRouteController().stopRoute(id, 1, TimeUnit.SECONDS);
            context().removeRoute(id);
        } catch (Exception e) {
            throw new IllegalStateException("route " + id + " can't be removed: " + e.getMessage(), e);
        }
    }

    CamelContext context() {
        return main.getCamelContext();
    }

    void stop() {
        main.stop();
    }
}
