package io.drover.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.batch.ErrorClass;
import io.drover.batch.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code summary.json} says of a run. The file is published last: who sees it sees the whole result.
 *
 * @param file the source's name
 * @param sha256 of the source file as it was dropped
 * @param state the run's last state
 * @param successFile name of the success file, in the summary's folder
 * @param parentRun the run whose error file was loaded again
 * @param causes of failures, the most frequent first
 */
public record Summary(
        String run,
        String load,
        String connection,
        String file,
        String sha256,
        Instant startedAt,
        Instant endedAt,
        String state,
        Tally tally,
        String successFile,
        String successSha256,
        String errorFile,
        String errorSha256,
        Optional<String> parentRun,
        List<ErrorCause> causes) {
    private static final JsonMapper JSON = new JsonMapper();

    public Summary {
        causes = List.copyOf(causes);
    }

    /** The text of {@code summary.json}. */
    public String toJson() {
        return json().toPrettyString() + "\n";
    }

    private ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("run", run).put("load", load).put("connection", connection);
        json.put("file", file).put("sha256", sha256);
        json.put("started_at", startedAt.toString()).put("ended_at", endedAt.toString());
        json.put("state", state);
        json.put("records", tally.records()).put("succeeded", tally.succeeded());
        json.put("failed", tally.failed()).put("filtered", tally.filtered());
        json.put("batches", tally.batches()).put("requests", tally.requests());
        json.put("retries", tally.retries()).put("yields", tally.yields());
        ObjectNode classes = json.putObject("errors_by_class");
        tally.failedByClass().forEach((errorClass, count) -> classes.put(errorClass.word(), count));
        ArrayNode byCause = json.putArray("errors_by_cause");
        causes.forEach(cause -> write(byCause.addObject(), cause));
        json.put("success_file", successFile).put("success_sha256", successSha256);
        json.put("error_file", errorFile).put("error_sha256", errorSha256);
        json.put("parent_run", parentRun.orElse(null));
        return json;
    }

    private static void write(ObjectNode to, ErrorCause cause) {
        to.put("class", cause.errorClass()).put("code", cause.code()).put("message", cause.message());
        to.put("count", cause.count());
        to.put("first_record", cause.firstRecord()).put("last_record", cause.lastRecord());
        cause.samples().forEach(to.putArray("samples")::add);
    }

    /** The keys and values of {@code summary.json}, for a route. */
    public Map<String, Object> toMap() {
        return JSON.convertValue(json(), new TypeReference<Map<String, Object>>() {});
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException when the text is no summary, or its sums don't add up
     */
    public static Summary parse(String text) {
        try {
            return parse(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a summary must be JSON, but is not", e);
        }
    }

    /**
     * Reads a published summary.
     *
     * @throws IOException when it is missing, is no summary, or its sums don't add up
     */
    public static Summary read(Path file) throws IOException {
        JsonNode json = JSON.readTree(Files.readAllBytes(file));
        try {
            return parse(json);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("summary " + file + " is not as Drover wrote it: " + e.getMessage(), e);
        }
    }

    private static Summary parse(JsonNode json) {
        Tally tally = tally(json);
        require(tally.failed() == number(json, "failed"), "failed is not the sum of errors_by_class");
        require(
                tally.filtered() == number(json, "filtered"),
                "records is not the sum of succeeded, failed and filtered");
        JsonNode parent = json.path("parent_run");
        return new Summary(
                text(json, "run"),
                text(json, "load"),
                text(json, "connection"),
                text(json, "file"),
                text(json, "sha256"),
                Instant.parse(text(json, "started_at")),
                Instant.parse(text(json, "ended_at")),
                text(json, "state"),
                tally,
                text(json, "success_file"),
                text(json, "success_sha256"),
                text(json, "error_file"),
                text(json, "error_sha256"),
                parent.isTextual() ? Optional.of(parent.textValue()) : Optional.empty(),
                causes(json));
    }

    /** None in summaries of older versions. */
    private static List<ErrorCause> causes(JsonNode json) {
        List<ErrorCause> causes = new ArrayList<>();
        for (JsonNode cause : json.path("errors_by_cause")) {
            List<String> samples = new ArrayList<>();
            cause.path("samples").forEach(sample -> samples.add(sample.asText()));
            causes.add(new ErrorCause(
                    text(cause, "class"),
                    text(cause, "code"),
                    text(cause, "message"),
                    number(cause, "count"),
                    number(cause, "first_record"),
                    number(cause, "last_record"),
                    samples));
        }
        return causes;
    }

    private static Tally tally(JsonNode json) {
        Map<ErrorClass, Long> failed = new EnumMap<>(ErrorClass.class);
        for (Map.Entry<String, JsonNode> errors : json.path("errors_by_class").properties()) {
            failed.put(
                    ErrorClass.valueOf(errors.getKey().toUpperCase(Locale.ROOT)),
                    errors.getValue().longValue());
        }
        return new Tally(
                number(json, "records"),
                number(json, "succeeded"),
                failed,
                number(json, "batches"),
                number(json, "requests"),
                number(json, "retries"),
                number(json, "yields"));
    }

    private static long number(JsonNode json, String field) {
        require(json.path(field).isIntegralNumber(), field + " is no whole number");
        return json.path(field).longValue();
    }

    private static String text(JsonNode json, String field) {
        require(json.path(field).isTextual(), field + " is no text");
        return json.path(field).textValue();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
