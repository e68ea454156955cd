package io.drover.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.batch.Batch;
import io.drover.batch.Outcome;
import io.drover.connection.Connection;
import io.drover.connection.store.Role;
import io.drover.delivery.Authorization;
import io.drover.delivery.Request;
import io.drover.delivery.RequestBuilder;
import io.drover.management.Operation.Call;
import io.drover.redelivery.AttemptResult;
import io.drover.redelivery.RedeliveryPolicy;
import io.drover.redelivery.Situation;
import io.drover.redelivery.Verdict;
import io.drover.response.Answer;
import io.drover.response.Reading;
import io.drover.response.ResponseSplit;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a connection would send, and what it would make of an answer; nothing leaves this machine. */
final class PreviewApi {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String MASK = "*****";
    private static final int MOST_RECORDS = 1000;
    private static final Set<String> PLAIN = Set.of("content-type", "accept", "idempotency-key");

    private final Definitions definitions;
    private final Drafting drafting;
    private final Clock clock;

    PreviewApi(Definitions definitions, Drafting drafting, Clock clock) {
        this.definitions = definitions;
        this.drafting = drafting;
        this.clock = clock;
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
        List<JsonNode> records = records(body.path("records").asText(""), "records");
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
        return ApiAnswer.ok(drafting.check(base(body), fields(body.path("connection_params")))
                .json());
    }

    private Connection connection(ObjectNode body) {
        return drafting.connection(base(body), fields(body.path("connection_params")));
    }

    private static Optional<String> base(ObjectNode body) {
        return Optional.of(body.path("connection").asText("")).filter(id -> !id.isEmpty() && !id.equals("null"));
    }

    private Map<String, String> fields(JsonNode given) {
        return ConnectionsApi.harmless(Bodies.fields(List.of(given), definitions.connectionFields(), Set.of()));
    }

    private static List<JsonNode> records(String text, String field) {
        try {
            JsonNode json = JSON.readTree(text);
            List<JsonNode> records = new ArrayList<>();
            if (json.isArray()) {
                json.forEach(records::add);
            } else {
                records.add(json);
            }
            if (records.isEmpty()
                    || records.size() > MOST_RECORDS
                    || !records.stream().allMatch(JsonNode::isObject)) {
                throw Refusal.field(field, "must be a JSON object or an array of 1 to " + MOST_RECORDS + " objects");
            }
            return records;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw Refusal.field(field, "must be JSON, but can't be read at line " + line);
        }
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
        ObjectNode params = body.path("connection_params").isObject()
                ? (ObjectNode) body.path("connection_params").deepCopy()
                : Bodies.object();
        if (!params.has("api_base_url")) {
            // Where to is of no matter for how an answer is read.
            params.put("api_base_url", "https://example.com");
        }
        Connection connection = drafting.connection(Optional.empty(), fields(params));
        List<JsonNode> records = records(body.path("request").asText(""), "request");
        Batch batch = drafting.batch(records.stream().map(JsonNode::toString).toList());
        int status = body.path("status").asInt(0);
        Verdict verdict = verdict(connection.redelivery(), status, records.size());
        Optional<Object> tree = tree(body.path("answer").asText(""));
        ObjectNode json = Bodies.object().put("verdict", word(verdict)).put("says", says(verdict));
        ArrayNode outcomes = json.putArray("outcomes");
        json.put("unmatched", 0);
        if (verdict instanceof Verdict.Settled) {
            ResponseSplit split = drafting.split(connection.response());
            Reading reading = split.read(batch, new Answer(status, tree));
            List<String> names =
                    List.copyOf(connection.response().parsePathMap().keySet());
            for (int i = 0; i < records.size(); i++) {
                put(
                        outcomes.addObject().put("record", shortened(records.get(i))),
                        reading.outcomes().get(i),
                        names);
            }
            json.put("unmatched", reading.unmatched());
        }
        json.put("suggestion", tree.flatMap(Suggestion::of).orElse(null));
        return ApiAnswer.ok(json);
    }

    private static String shortened(JsonNode record) {
        String text = record.toString();
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }

    private static void put(ObjectNode json, Outcome outcome, List<String> names) {
        boolean success = outcome instanceof Outcome.Success;
        json.put("success", success);
        json.put(
                "class",
                outcome instanceof Outcome.Failure failure
                        ? failure.errorClass().word()
                        : "");
        json.put("message", outcome instanceof Outcome.Failure failure ? failure.message() : "");
        ObjectNode parsed = json.putObject("parsed");
        for (int i = 0; i < names.size() && i < outcome.parsed().size(); i++) {
            parsed.put(names.get(i), outcome.parsed().get(i));
        }
    }

    private Verdict verdict(RedeliveryPolicy policy, int status, int records) {
        if (status < 100 || status > 599) {
            throw Refusal.field("status", "must be an HTTP status from 100 to 599, but was " + status);
        }
        Situation situation =
                new Situation(0, records, false, false, true, Situation.Destination.PROVEN, 0, Situation.Key.NONE);
        return policy.verdict(
                new AttemptResult.Answered(status, Optional.empty()),
                situation,
                clock.instant(),
                new java.util.Random(1));
    }

    private static Optional<Object> tree(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(JSON.readValue(text, Object.class));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static String word(Verdict verdict) {
        Map<Class<? extends Verdict>, String> words = Map.of(
                Verdict.Settled.class, "settled",
                Verdict.Yield.class, "yield",
                Verdict.Retry.class, "retry",
                Verdict.Reauthenticate.class, "new token",
                Verdict.Pause.class, "pause",
                Verdict.Halve.class, "halve",
                Verdict.GiveUp.class, "give up");
        return words.getOrDefault(verdict.getClass(), "");
    }

    private static String says(Verdict verdict) {
        if (verdict instanceof Verdict.Yield) {
            return "The whole connection waits and tries again, without limit.";
        }
        if (verdict instanceof Verdict.Retry) {
            return "The batch is tried again, counted against max retries.";
        }
        if (verdict instanceof Verdict.Halve) {
            return "The batch is cut in halves, which are sent by themselves.";
        }
        if (verdict instanceof Verdict.GiveUp giveUp) {
            return "Every record goes to the error file as "
                    + giveUp.errorClass().word() + ".";
        }
        return "";
    }
}
