package io.drover.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.store.Role;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The routes as they run: what they are made of, as steps to be drawn and as YAML, and what is on its way in them. */
final class RoutesApi {
    private static final Set<String> HOLDERS = Set.of("route", "routeTemplate", "routeConfiguration");
    private static final Set<String> FORMATS = Set.of("marshal", "unmarshal");
    private static final int LONGEST_LABEL = 60;

    private final LiveView view;

    RoutesApi(LiveView view) {
        this.view = view;
    }

    List<Operation> operations() {
        return List.of(Operation.of("GET", "/api/routes", Role.VIEWER, call -> routes()));
    }

    private ApiAnswer routes() {
        ObjectNode json = Bodies.object();
        ArrayNode items = json.putArray("items");
        view.routes().forEach(file -> put(items.addObject(), file));
        return ApiAnswer.ok(json);
    }

    private static void put(ObjectNode json, LiveView.RouteFile file) {
        json.put("id", file.id()).put("own", file.own()).put("yaml", file.yaml());
        Map<?, ?> route = first(file.yaml());
        json.put("description", text(route.get("description")));
        Map<?, ?> from = map(route.get("from"));
        json.put("from", text(from.get("uri")));
        steps(json.putArray("steps"), from.isEmpty() ? route : from);
        ArrayNode running = json.putArray("running");
        int inFlight = 0;
        for (LiveView.Running each : file.running()) {
            running.addObject().put("id", each.id()).put("state", each.state()).put("in_flight", each.inFlight());
            inFlight += each.inFlight();
        }
        json.put("in_flight", inFlight);
    }

    /** The first route of a file; a template's or a configuration's inner part counts as one. */
    private static Map<?, ?> first(String yaml) {
        Object content = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        if (content instanceof List<?> list) {
            for (Object entry : list) {
                for (Map.Entry<?, ?> holder : map(entry).entrySet()) {
                    if (HOLDERS.contains(text(holder.getKey()))) {
                        Map<?, ?> found = map(holder.getValue());
                        return map(found.get("route")).isEmpty() ? found : merged(found, map(found.get("route")));
                    }
                }
            }
        }
        return Map.of();
    }

    private static Map<Object, Object> merged(Map<?, ?> outer, Map<?, ?> inner) {
        Map<Object, Object> all = new java.util.LinkedHashMap<>(outer);
        all.putAll(inner);
        return all;
    }

    private static Map<?, ?> map(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String text(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    private static void steps(ArrayNode json, Map<?, ?> holder) {
        if (holder.get("steps") instanceof List<?> steps) {
            steps.forEach(step -> map(step).forEach((kind, value) -> step(json.addObject(), text(kind), value)));
        }
        Set<String> branches = new LinkedHashSet<>(List.of("when", "onException", "otherwise", "doCatch", "doFinally"));
        branches.forEach(name -> {
            Object value = holder.get(name);
            if (value instanceof List<?> list) {
                list.forEach(each -> step(json.addObject(), name, branch(each)));
            } else if (value instanceof Map<?, ?>) {
                step(json.addObject(), name, value);
            }
        });
    }

    /** An onException of a configuration stands one level deeper. */
    private static Object branch(Object each) {
        Map<?, ?> inner = map(map(each).get("onException"));
        return inner.isEmpty() ? each : inner;
    }

    private static void step(ObjectNode json, String kind, @org.jspecify.annotations.Nullable Object value) {
        Map<?, ?> settings = map(value);
        String what = what(kind, settings).orElseGet(() -> value instanceof String text ? text : "");
        String label = what.isEmpty() ? kind : kind + " " + what;
        json.put("kind", kind)
                .put("label", label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL) + "…")
                .put("text", label)
                .put("calls", what.startsWith("direct:") || what.startsWith("http"));
        steps(json.putArray("steps"), settings);
    }

    /** What a step names: where it goes, which bean it calls, by which it decides, or what it reads. */
    private static Optional<String> what(String kind, Map<?, ?> settings) {
        if (FORMATS.contains(kind)) {
            return settings.keySet().stream().findFirst().map(RoutesApi::text);
        }
        return named(settings)
                .or(() -> expression(settings.get("expression")))
                .or(() -> expression(settings.get("correlationExpression")).map(key -> "by " + key))
                .or(() -> exceptions(settings));
    }

    /** A bean's method is told with the bean. */
    private static Optional<String> named(Map<?, ?> settings) {
        for (String key : List.of("uri", "ref", "name", "message", "expression")) {
            if (settings.get(key) instanceof String text) {
                return Optional.of(settings.get("method") instanceof String method ? text + "." + method : text);
            }
        }
        return Optional.empty();
    }

    /** In whatever language it is: {@code simple: …}, or with settings of its own. */
    private static Optional<String> expression(@org.jspecify.annotations.Nullable Object value) {
        for (Object language : map(value).values()) {
            return language instanceof String text ? Optional.of(text) : named(map(language));
        }
        return Optional.empty();
    }

    private static Optional<String> exceptions(Map<?, ?> settings) {
        return settings.get("exception") instanceof List<?> types
                ? types.stream()
                        .map(type -> text(type).replaceAll(".*\\.", ""))
                        .reduce((one, other) -> one + ", " + other)
                : Optional.empty();
    }
}
