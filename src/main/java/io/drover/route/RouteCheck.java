package io.drover.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * Sees before the first file what Camel would notice some 30 seconds into the first message: a {@code direct:} route
 * that is called and doesn't exist.
 */
public final class RouteCheck {
    private static final String DIRECT = "direct:";

    private RouteCheck() {}

    /** Names the file that is missing for each route that is called and not there. */
    public static List<String> problems(DefaultCamelContext context, RouteFiles files) {
        Set<String> called = new TreeSet<>();
        Set<String> present = new HashSet<>();
        for (RouteDefinition route : context.getRouteDefinitions()) {
            present.add(name(route.getInput().getEndpointUri()));
            collect(route.getOutputs(), called);
        }
        for (RouteConfigurationDefinition configuration : context.getRouteConfigurationDefinitions()) {
            configuration.getOnExceptions().forEach(clause -> collect(clause.getOutputs(), called));
        }
        List<String> problems = new ArrayList<>();
        for (String uri : called) {
            String resolved = name(resolved(context, uri));
            if (resolved.startsWith(DIRECT) && !present.contains(resolved)) {
                String id = resolved.substring(DIRECT.length());
                problems.add(places(files, id) + " calls " + resolved + ", but no route is there: routes/" + id
                        + ".camel.yaml is missing. Restore the file or correct the name");
            }
        }
        return problems;
    }

    private static String places(RouteFiles files, String id) {
        List<String> places = files.places(Pattern.compile("direct:(//)?" + Pattern.quote(id) + "(?![\\w-])"));
        return places.isEmpty() ? "a route" : String.join(" and ", places);
    }

    /** A template's own parameters are no properties; they name what is not {@code direct:}. */
    private static String resolved(CamelContext context, String uri) {
        return uri.startsWith("{{") && uri.endsWith("}}")
                ? context.getPropertiesComponent()
                        .resolveProperty(uri.substring(2, uri.length() - 2))
                        .orElse("")
                : uri;
    }

    private static void collect(List<ProcessorDefinition<?>> outputs, Set<String> called) {
        ProcessorDefinitionHelper.filterTypeInOutputs(outputs, ToDefinition.class)
                .forEach(to -> called.add(to.getEndpointUri()));
    }

    /** Camel writes {@code direct:x} and {@code direct://x}, with or without options. */
    private static String name(String uri) {
        int query = uri.indexOf('?');
        return (query < 0 ? uri : uri.substring(0, query)).replace("direct://", DIRECT);
    }
}
