package io.drover.management;

import io.drover.connection.store.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of the API, as openapi.yaml describes it.
 *
 * @param role the least that may; empty: anyone
 * @param query the parameters it takes
 */
public record Operation(
        String method, PathTemplate path, Optional<Role> role, Body body, List<Parameter> query, Handler handler) {
    public Operation {
        query = List.copyOf(query);
    }

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
        return new Operation(method, PathTemplate.of(template), Optional.of(role), body, List.of(), handler);
    }

    /** Anyone may ask for it. */
    static Operation open(String method, String template, Body body, Handler handler) {
        return new Operation(method, PathTemplate.of(template), Optional.empty(), body, List.of(), handler);
    }

    /** A file comes with it. */
    static Operation ofFile(String template, Role role, Handler handler) {
        return new Operation(
                "POST", PathTemplate.of(template), Optional.of(role), Body.FILE, List.of(Parameter.FILE), handler);
    }

    /** The same with these parameters as well. */
    Operation taking(Parameter... more) {
        List<Parameter> all = new ArrayList<>(query);
        all.addAll(List.of(more));
        return new Operation(method, path, role, body, all, handler);
    }

    /**
     * Looks at the query.
     *
     * @throws Refusal when it holds what this operation does not take
     */
    void checkQuery(ApiRequest request) {
        List<String> names = query.stream().map(Parameter::name).toList();
        List<FieldProblem> problems = new ArrayList<>();
        request.query().keySet().stream()
                .filter(given -> !names.contains(given))
                .forEach(given -> problems.add(new FieldProblem(
                        given,
                        "is not a parameter of this operation, which has "
                                + (names.isEmpty() ? "none" : String.join(", ", names)))));
        query.forEach(parameter -> parameter.problem(request).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            throw Refusal.fields(problems);
        }
    }
}
