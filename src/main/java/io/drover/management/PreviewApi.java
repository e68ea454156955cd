package io.drover.management;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.batch.Batch;
import io.drover.connection.Connection;
import io.drover.connection.store.Role;
import io.drover.delivery.Authorization;
import io.drover.delivery.Request;
import io.drover.delivery.RequestBuilder;
import io.drover.management.Operation.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a connection would send, and what it would make of an answer; nothing leaves this machine. */
final class PreviewApi {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String MASK = "*****";
    private static final Set<String> PLAIN = Set.of("content-type", "accept", "idempotency-key");

    private final ConnectionFields fields;
    private final Drafting drafting;
    private final AnswerTrials trials;

    PreviewApi(Definitions definitions, Drafting drafting, AnswerTrials trials) {
        this.fields = new ConnectionFields(definitions);
        this.drafting = drafting;
        this.trials = trials;
    }

    List<Operation> operations() {
        return List.of(
                Operation.of("POST", "/api/preview/request", Role.OPERATOR, this::request),
                Operation.of("POST", "/api/preview/check", Role.ADMIN, this::check),
                Operation.of("POST", "/api/preview/answer", Role.VIEWER, this::answer));
    }

    private ApiAnswer request(Call call) {
        ObjectNode body = call.request().json();
        Connection connection = connection(body);
        List<JsonNode> records = AnswerTrials.records(body.path("records").asText(""), "records");
        boolean bulk = connection.endpoint().bulkSupport();
        Batch batch = drafting.batch((bulk ? records : records.subList(0, 1))
                .stream().map(JsonNode::toString).toList());
        RequestBuilder.Built built = new RequestBuilder(connection, account(body, connection)).build(batch);
        if (built instanceof RequestBuilder.Built.Ready ready) {
            List<Request.Field> headers = masked(ready.request(), connection);
            return ApiAnswer.ok(Bodies.object()
                    .put("request", text(ready.request(), connection, headers))
                    .put("curl", curl(ready.request(), connection, headers)));
        }
        String problem = built instanceof RequestBuilder.Built.Unsendable unsendable
                ? unsendable.problem()
                : ((RequestBuilder.Built.Mixed) built).problem();
        throw Refusal.field("records", problem);
    }

    /** The one that is named, or else the connection itself. */
    private static String account(ObjectNode body, Connection connection) {
        return Stream.of("account", "connection")
                .map(field -> body.path(field).asText(""))
                .filter(text -> !text.isEmpty() && !text.equals("null"))
                .findFirst()
                .orElse(connection.name());
    }

    /** It sends stored secrets to where the fields say, so it is for those who might save the fields. */
    private ApiAnswer check(Call call) {
        ObjectNode body = call.request().json();
        return ApiAnswer.ok(drafting.check(base(body), fields.params(body.path(ConnectionFields.PARAMS)))
                .json());
    }

    private Connection connection(ObjectNode body) {
        return drafting.connection(base(body), fields.params(body.path(ConnectionFields.PARAMS)));
    }

    private static Optional<String> base(ObjectNode body) {
        return Optional.of(body.path("connection").asText("")).filter(id -> !id.isEmpty() && !id.equals("null"));
    }

    private static List<Request.Field> masked(Request request, Connection connection) {
        List<Request.Field> headers = new ArrayList<>();
        for (Request.Field header : request.headers()) {
            boolean plain = PLAIN.contains(header.name().toLowerCase(Locale.ROOT));
            headers.add(plain ? header : new Request.Field(header.name(), MASK));
        }
        Authorization.addedAtLast(connection.credentials()).forEach(name -> headers.add(new Request.Field(name, MASK)));
        return headers;
    }

    private static String text(Request request, Connection connection, List<Request.Field> headers) {
        StringBuilder text = new StringBuilder();
        text.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\nHost: ");
        text.append(connection.endpoint().apiBaseUrl().getRawAuthority()).append('\n');
        headers.forEach(header ->
                text.append(header.name()).append(": ").append(header.value()).append('\n'));
        return text.append('\n').append(pretty(request.body())).toString().strip();
    }

    private static String pretty(byte[] body) {
        try {
            return body.length == 0 ? "" : JSON.readTree(body).toPrettyString();
        } catch (java.io.IOException notJson) {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private static String curl(Request request, Connection connection, List<Request.Field> headers) {
        java.net.URI base = connection.endpoint().apiBaseUrl();
        StringBuilder text = new StringBuilder("curl -X " + request.method() + " "
                + quoted(base.getScheme() + "://" + base.getRawAuthority() + request.target()));
        headers.forEach(header -> text.append(" \\\n  -H ").append(quoted(header.name() + ": " + header.value())));
        if (request.body().length > 0) {
            text.append(" \\\n  --data ").append(quoted(new String(request.body(), StandardCharsets.UTF_8)));
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private ApiAnswer answer(Call call) {
        ObjectNode body = call.request().json();
        return ApiAnswer.ok(trials.of(trials.drafted(Optional.empty(), body.path(ConnectionFields.PARAMS)), body));
    }
}
