package io.drover.management;

import io.drover.connection.store.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of the API, as openapi.yaml describes it.
 *
 * @param template the path with {@code {parameters}}
 * @param role the least that may; empty: anyone
 */
public record Operation(String method, String template, Optional<Role> role, Body body, Handler handler) {
    /** What comes with the request. */
    public enum Body {
        NONE,
        JSON,
        FILE
    }

    /** What does it. */
    public interface Handler {
        ApiAnswer handle(Call call);
    }

    /**
     * A request that was let in.
     *
     * @param parameters of the path, by name
     */
    public record Call(ApiRequest request, Caller caller, Map<String, String> parameters) {
        String parameter(String name) {
            return parameters.getOrDefault(name, "");
        }
    }

    static Operation of(String method, String template, Role role, Handler handler) {
        Body body = method.equals("GET") || method.equals("DELETE") ? Body.NONE : Body.JSON;
        return new Operation(method, template, Optional.of(role), body, handler);
    }

    /** The parameters of this path; empty when it is another one's. */
    Optional<Map<String, String>> match(List<String> path) {
        String[] segments = template.substring(1).split("/", -1);
        if (segments.length != path.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].startsWith("{")) {
                parameters.put(segments[i].substring(1, segments[i].length() - 1), path.get(i));
            } else if (!segments[i].equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
