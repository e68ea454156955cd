package io.drover.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connection.ApiMethod;
import io.drover.connection.BodyShape;
import io.drover.connection.Endpoint;
import io.drover.connection.Idempotency;
import io.drover.load.AcrossFiles;
import io.drover.load.CsvFormat;
import io.drover.load.Duplicates;
import io.drover.load.Grouping;
import io.drover.load.Load;
import io.drover.load.Ordering;
import io.drover.load.Shaping;
import io.drover.redelivery.Backoff;
import io.drover.redelivery.RedeliveryPolicy;
import io.drover.redelivery.UnknownOutcome;
import io.drover.response.Condition;
import io.drover.response.Correlation;
import io.drover.response.FollowUp;
import io.drover.response.LookUp;
import io.drover.response.Polling;
import io.drover.response.ResponseReading;
import io.drover.response.RulesText;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a snapshot from its JSON tree; a missing or odd field is an {@link IllegalArgumentException}. */
final class SnapshotReader {
    private final JsonNode root;

    SnapshotReader(JsonNode root) {
        this.root = root;
    }

    Snapshot read() {
        try {
            return new Snapshot(textIn(root, "connection"), endpoint(), redelivery(), response(), load());
        } catch (DateTimeException odd) {
            throw new IllegalArgumentException("the snapshot of a run holds an odd duration", odd);
        }
    }

    static String word(Correlation correlation) {
        if (correlation instanceof Correlation.Auto) {
            return "auto";
        }
        return correlation instanceof Correlation.Position ? "position" : "field";
    }

    private Endpoint endpoint() {
        JsonNode from = field(root, "endpoint");
        return new Endpoint(
                URI.create(textIn(from, "api_base_url")),
                textIn(from, "api_endpoint"),
                ApiMethod.valueOf(textIn(from, "api_method")),
                strings(from, "additional_headers"),
                field(from, "bulk_support").booleanValue(),
                bodyShape(from),
                new Idempotency(
                        textIn(from, "idempotency_header"),
                        from.path("idempotency_quoted").asBoolean(false),
                        from.path("idempotency_field").asText("")));
    }

    static String word(BodyShape shape) {
        if (shape instanceof BodyShape.Array) {
            return "array";
        } else if (shape instanceof BodyShape.Wrapped) {
            return "wrapped";
        } else if (shape instanceof BodyShape.OneObject) {
            return "object";
        }
        return shape instanceof BodyShape.Lines ? "ndjson" : "form";
    }

    private static BodyShape bodyShape(JsonNode from) {
        String word = textIn(from, "body_shape");
        return switch (word) {
            case "array" -> new BodyShape.Array();
            case "wrapped" -> new BodyShape.Wrapped(texts(from, "body_path"));
            case "object" -> new BodyShape.OneObject();
            case "ndjson" -> new BodyShape.Lines();
            case "form" -> new BodyShape.Form();
            default -> throw new IllegalArgumentException("the snapshot of a run holds an unknown body shape: " + word);
        };
    }

    private RedeliveryPolicy redelivery() {
        JsonNode from = field(root, "redelivery");
        return new RedeliveryPolicy(
                codes(from, "recoverable_error_codes"),
                codes(from, "yielding_error_codes"),
                field(from, "max_retries").intValue(),
                field(from, "resend_in_smaller_chunks").booleanValue(),
                new Backoff(Duration.parse(textIn(from, "backoff")), Duration.parse(textIn(from, "max_backoff"))),
                UnknownOutcome.valueOf(textIn(from, "on_unknown_outcome")),
                field(from, "pause_after_exhausted").intValue(),
                from.path("new_key_after").asInt(0));
    }

    private ResponseReading response() {
        JsonNode from = field(root, "response");
        return new ResponseReading(
                texts(from, "split_paths"),
                correlation(from),
                strings(from, "parse_path_map"),
                rules(from),
                followUp(from));
    }

    private static FollowUp followUp(JsonNode from) {
        return new FollowUp(
                from.has("look_up") ? Optional.of(lookUp(from.path("look_up"))) : Optional.empty(),
                from.has("polling") ? Optional.of(polling(from.path("polling"))) : Optional.empty());
    }

    private static LookUp lookUp(JsonNode from) {
        return new LookUp(
                textIn(from, "path"),
                Condition.parse(textIn(from, "there")),
                Condition.parse(textIn(from, "not_there")),
                textIn(from, "record"));
    }

    private static Polling polling(JsonNode from) {
        return new Polling(
                Condition.parse(textIn(from, "when")),
                textIn(from, "job"),
                textIn(from, "path"),
                Condition.parse(textIn(from, "done")),
                from.has("failed") ? Optional.of(Condition.parse(textIn(from, "failed"))) : Optional.empty(),
                textIn(from, "results"),
                Duration.parse(textIn(from, "delay")),
                Duration.parse(textIn(from, "timeout")));
    }

    private static Optional<RulesText> rules(JsonNode from) {
        return from.has("rules_text")
                ? Optional.of(new RulesText(textIn(from, "rules_name"), textIn(from, "rules_text")))
                : Optional.empty();
    }

    private static Correlation correlation(JsonNode from) {
        String word = textIn(from, "correlation");
        return switch (word) {
            case "auto" -> new Correlation.Auto();
            case "position" -> new Correlation.Position();
            case "field" -> new Correlation.Field(textIn(from, "request_field"), textIn(from, "response_path"));
            default ->
                throw new IllegalArgumentException("the snapshot of a run holds an unknown correlation: " + word);
        };
    }

    private Load load() {
        JsonNode from = field(root, "load");
        return new Load(
                textIn(from, "name"),
                textIn(from, "connection"),
                from.path("account").asText(),
                Path.of(textIn(from, "inbox")),
                Pattern.compile(textIn(from, "include")),
                Duration.parse(textIn(from, "settle")),
                field(from, "wait_for_marker").booleanValue(),
                Duplicates.valueOf(textIn(from, "duplicates")),
                field(from, "grouping_limit").intValue(),
                field(from, "max_batch_bytes").intValue(),
                new CsvFormat(character(from, "delimiter"), Charset.forName(textIn(from, "charset"))),
                textIn(from, "request_split_path"),
                shaping(field(from, "shaping")));
    }

    private static Shaping shaping(JsonNode from) {
        return new Shaping(
                textIn(from, "schema"),
                new Grouping(texts(from, "group_by"), texts(from, "sort_headers")),
                ordering(from),
                new AcrossFiles(
                        field(from, "batch_across_files").booleanValue(),
                        Duration.parse(textIn(from, "completion_time"))));
    }

    static String word(Ordering ordering) {
        if (ordering instanceof Ordering.Any) {
            return "any";
        }
        return ordering instanceof Ordering.ByFile ? "file" : "key";
    }

    private static Ordering ordering(JsonNode from) {
        String word = textIn(from, "ordering");
        return switch (word) {
            case "any" -> Ordering.NONE;
            case "file" -> new Ordering.ByFile();
            case "key" -> new Ordering.ByKey(textIn(from, "ordering_key"));
            default -> throw new IllegalArgumentException("the snapshot of a run holds an unknown ordering: " + word);
        };
    }

    private static List<String> texts(JsonNode from, String name) {
        List<String> texts = new ArrayList<>();
        field(from, name).forEach(text -> texts.add(text(text, name)));
        return texts;
    }

    private static Map<String, String> strings(JsonNode from, String name) {
        Map<String, String> strings = new LinkedHashMap<>();
        field(from, name).properties().forEach(entry -> strings.put(entry.getKey(), text(entry.getValue(), name)));
        return strings;
    }

    private static Set<Integer> codes(JsonNode from, String name) {
        Set<Integer> codes = new HashSet<>();
        field(from, name).forEach(code -> codes.add(code.intValue()));
        return codes;
    }

    private static char character(JsonNode from, String name) {
        String text = textIn(from, name);
        if (text.length() != 1) {
            throw new IllegalArgumentException("the snapshot of a run must hold one character in " + name);
        }
        return text.charAt(0);
    }

    private static String textIn(JsonNode from, String name) {
        return text(field(from, name), name);
    }

    private static String text(JsonNode value, String name) {
        String text = value.textValue();
        if (text == null) {
            throw new IllegalArgumentException("the snapshot of a run must hold a text in " + name);
        }
        return text;
    }

    private static JsonNode field(JsonNode from, String name) {
        JsonNode field = from.get(name);
        if (field == null || field.isNull()) {
            throw new IllegalArgumentException("the snapshot of a run must hold " + name + ", but does not");
        }
        return field;
    }
}
