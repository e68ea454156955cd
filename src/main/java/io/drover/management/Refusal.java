package io.drover.management;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A request that is not done, with what its sender is told: a problem document by RFC 9457. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient List<FieldProblem> problems;
    private final transient Map<String, String> headers;

    private Refusal(int status, String title, String detail, List<FieldProblem> problems, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.problems = List.copyOf(problems);
        this.headers = Map.copyOf(headers);
    }

    private static Refusal of(int status, String title, String detail) {
        return new Refusal(status, title, detail, List.of(), Map.of());
    }

    /** The request is not as it must be. */
    public static Refusal fields(List<FieldProblem> problems) {
        FieldProblem first = problems.get(0);
        String detail =
                first.message().startsWith(first.field()) ? first.message() : first.field() + " " + first.message();
        return new Refusal(400, "The request is not as it must be", detail.strip(), problems, Map.of());
    }

    /** One field is not as it must be. */
    public static Refusal field(String field, String message) {
        return fields(List.of(new FieldProblem(field, message)));
    }

    static Refusal unauthorized(String detail) {
        return new Refusal(
                401, "Not signed in", detail, List.of(), Map.of("WWW-Authenticate", "Bearer realm=\"drover\""));
    }

    static Refusal forbidden(String detail) {
        return of(403, "Not allowed", detail);
    }

    /** There is nothing of that name. */
    public static Refusal notFound(String what) {
        return of(404, "Not found", what);
    }

    static Refusal methodNotAllowed(String allowed) {
        return new Refusal(405, "Method not allowed", "Allowed here: " + allowed, List.of(), Map.of("Allow", allowed));
    }

    /** It can't be done in the state things are in. */
    public static Refusal conflict(String detail) {
        return of(409, "Not possible now", detail);
    }

    static Refusal tooLarge(long limit) {
        return of(413, "Too large", "The body may have at most " + limit + " bytes");
    }

    static Refusal tooOften(long seconds) {
        return new Refusal(
                429,
                "Too many attempts",
                "Come back in " + seconds + " s",
                List.of(),
                Map.of("Retry-After", Long.toString(seconds)));
    }

    static Refusal internal() {
        return of(500, "Something went wrong", "Drover's log says what");
    }

    /** The same refusal, for somebody who can look elsewhere instead. */
    Refusal insteadSeeing(String path) {
        return new Refusal(303, title, String.valueOf(getMessage()), List.of(), Map.of("Location", path));
    }

    public int status() {
        return status;
    }

    /** What is wrong with which fields. */
    public List<FieldProblem> problems() {
        return problems;
    }

    ApiAnswer answer() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage());
        if (!problems.isEmpty()) {
            var errors = json.putArray("errors");
            problems.forEach(
                    problem -> errors.addObject().put("field", problem.field()).put("message", problem.message()));
        }
        return ApiAnswer.problem(status, json).with(headers);
    }
}
