package io.drover.route;

import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;

/**
 * The users' routes that are called in the middle of a batch. What fails in there is told once, by the route that
 * called; Camel's default error handler would tell it as well, in a block of many lines per batch or record.
 */
public final class Doors {
    private static final Set<String> INSIDE_A_BATCH = Set.of("direct:before-send", "direct:transform-record");

    private Doors() {}

    /** Before the routes start; a door that has an error handler of its own keeps it. */
    public static void handFailuresOn(DefaultCamelContext context) {
        for (RouteDefinition route : context.getRouteDefinitions()) {
            String from = route.getInput().getEndpointUri().replace("://", ":");
            if (INSIDE_A_BATCH.contains(from) && !route.isErrorHandlerFactorySet()) {
                route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
            }
        }
    }
}
