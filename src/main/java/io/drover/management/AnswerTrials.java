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
import java.util.Map;
import java.util.Optional;

/** What connections make of answers that somebody has at hand. */
final class AnswerTrials {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MOST_RECORDS = 1000;
    private static final String URL = "api_base_url";

    private final Definitions definitions;
    private final Drafting drafting;
    private final Clock clock;

    AnswerTrials(Definitions definitions, Drafting drafting, Clock clock) {
        this.definitions = definitions;
        this.drafting = drafting;
        this.clock = clock;
    }

    /** A connection as it would be; where it leads, and as whom, is of no matter for how an answer is read. */
    Connection drafted(Optional<String> base, JsonNode given) {
        ObjectNode params = given.isObject() ? given.deepCopy() : Bodies.object();
        // Secrets of the configuration file are not at hand here, and nothing is sent.
        params.put("auth", "none");
        if (base.isEmpty() && !params.has(URL)) {
            params.put(URL, "https://example.com");
        }
        return drafting.connection(base, new ConnectionFields(definitions).params(params));
    }

    /** @param exchange request, status and answer */
    ObjectNode of(Connection connection, ObjectNode exchange) {
        List<JsonNode> records = records(exchange.path("request").asText(""), "request");
        Batch batch = drafting.batch(records.stream().map(JsonNode::toString).toList());
        int status = exchange.path("status").asInt(0);
        Verdict verdict = verdict(connection.redelivery(), status, records.size());
        Answer answer =
                Answer.of(status, Map.of(), exchange.path("answer").asText("").getBytes(StandardCharsets.UTF_8));
        ObjectNode json = Bodies.object().put("verdict", word(verdict)).put("says", says(verdict));
        ArrayNode outcomes = json.putArray("outcomes");
        json.put("unmatched", 0);
        if (verdict instanceof Verdict.Settled) {
            ResponseSplit split = drafting.split(connection.response());
            Reading reading = split.read(batch, answer);
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
        json.put("suggestion", answer.json().flatMap(Suggestion::of).orElse(null));
        return json;
    }

    /** The records in a request as somebody pastes it. */
    static List<JsonNode> records(String text, String field) {
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
