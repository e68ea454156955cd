package io.drover.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connection.BodyShape;
import io.drover.connection.Connection;
import io.drover.connection.Endpoint;
import io.drover.delivery.RequestBuilder;
import io.drover.load.Load;
import io.drover.load.Ordering;
import io.drover.load.Shaping;
import io.drover.redelivery.RedeliveryPolicy;
import io.drover.response.LookUp;
import io.drover.response.Polling;
import io.drover.response.ResponseReading;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What shapes the bytes of a run's batches and the reading of their answers, as it was when the run began. A run that
 * is resumed after its settings were edited goes on with these, so the same batch has the same bytes and key.
 * Credentials, headers that are called like credentials, limits and transport are not part of it: they come from the connection
 * as it is now; and as long as nothing of the run is settled, so does where its batches go.
 *
 * @param connection the connection's name
 */
public record Snapshot(
        String connection, Endpoint endpoint, RedeliveryPolicy redelivery, ResponseReading response, Load load) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Snapshot of(Connection connection, Load load) {
        return new Snapshot(
                connection.name(),
                connection.endpoint().with(connection.endpoint().plainHeaders()),
                connection.redelivery(),
                connection.response(),
                load);
    }

    /**
     * The snapshot that {@link #toJson()} wrote.
     *
     * @throws IllegalArgumentException when the text is not one
     */
    public static Snapshot parse(String json) {
        try {
            return new SnapshotReader(JSON.readTree(json)).read();
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("the snapshot of a run must be JSON, but is not", notJson);
        }
    }

    /** The connection to deliver with: shaped as when the run began, with today's credentials and limits. */
    public Connection over(Connection now) {
        Map<String, String> headers = new LinkedHashMap<>(endpoint.additionalHeaders());
        headers.putAll(now.endpoint().secretHeaders());
        return new Connection(
                connection,
                endpoint.with(headers),
                now.credentials(),
                now.transport(),
                now.limits(),
                redelivery.withPauseAfterExhausted(now.redelivery().pauseAfterExhausted()),
                response,
                now.checking());
    }

    /**
     * For a run that has settled nothing: its batches as they are, going where the connection says now, their answers
     * read as it says now. So a wrong URL or wrong rules that its first batch met are mended by correcting them. Only
     * where the address needs other fields of the records would the batches be others, and all stays as it was.
     */
    Snapshot mended(Connection now) {
        Endpoint address = now.endpoint();
        Endpoint mended = new Endpoint(
                address.apiBaseUrl(),
                address.apiEndpoint(),
                endpoint.apiMethod(),
                address.additionalHeaders(),
                endpoint.bulkSupport(),
                endpoint.bodyShape(),
                endpoint.idempotency());
        Snapshot other = new Snapshot(connection, mended, redelivery, now.response(), load);
        boolean sameFields = attributes(over(now)).equals(attributes(other.over(now)));
        return sameFields ? other : this;
    }

    private Set<String> attributes(Connection to) {
        return new RequestBuilder(to, load.accountOrConnection()).attributes();
    }

    /** The same snapshot gives the same text. */
    public String toJson() {
        ObjectNode root = JSON.createObjectNode().put("connection", connection);
        write(root.putObject("endpoint"), endpoint);
        write(root.putObject("redelivery"), redelivery);
        write(root.putObject("response"), response);
        write(root.putObject("load"), load);
        return root.toString();
    }

    private static void write(ObjectNode to, Endpoint endpoint) {
        to.put("api_base_url", endpoint.apiBaseUrl().toString())
                .put("api_endpoint", endpoint.apiEndpoint())
                .put("api_method", endpoint.apiMethod().name())
                .put("bulk_support", endpoint.bulkSupport())
                .put("body_shape", SnapshotReader.word(endpoint.bodyShape()))
                .put("idempotency_header", endpoint.idempotency().header())
                .put("idempotency_quoted", endpoint.idempotency().quoted())
                .put("idempotency_field", endpoint.idempotency().field());
        if (endpoint.bodyShape() instanceof BodyShape.Wrapped wrapped) {
            wrapped.path().forEach(to.putArray("body_path")::add);
        }
        write(to.putObject("additional_headers"), endpoint.additionalHeaders());
    }

    private static void write(ObjectNode to, RedeliveryPolicy policy) {
        write(to.putArray("recoverable_error_codes"), policy.recoverableErrorCodes());
        write(to.putArray("yielding_error_codes"), policy.yieldingErrorCodes());
        to.put("max_retries", policy.maxRetries())
                .put("resend_in_smaller_chunks", policy.resendInSmallerChunks())
                .put("backoff", policy.backoff().first().toString())
                .put("max_backoff", policy.backoff().max().toString())
                .put("on_unknown_outcome", policy.onUnknownOutcome().name())
                .put("pause_after_exhausted", policy.pauseAfterExhausted())
                .put("new_key_after", policy.newKeyAfter());
    }

    private static void write(ObjectNode to, ResponseReading response) {
        ArrayNode paths = to.putArray("split_paths");
        response.splitPaths().forEach(paths::add);
        if (response.correlation() instanceof io.drover.response.Correlation.Field field) {
            to.put("request_field", field.requestField()).put("response_path", field.responsePath());
        }
        to.put("correlation", SnapshotReader.word(response.correlation()));
        write(to.putObject("parse_path_map"), response.parsePathMap());
        response.rules().ifPresent(rules -> to.put("rules_name", rules.name()).put("rules_text", rules.text()));
        response.followUp().lookUp().ifPresent(lookUp -> write(to.putObject("look_up"), lookUp));
        response.followUp().polling().ifPresent(polling -> write(to.putObject("polling"), polling));
    }

    private static void write(ObjectNode to, LookUp lookUp) {
        to.put("path", lookUp.path())
                .put("there", lookUp.there().toString())
                .put("not_there", lookUp.notThere().toString())
                .put("record", lookUp.record());
    }

    private static void write(ObjectNode to, Polling polling) {
        to.put("when", polling.when().toString())
                .put("job", polling.job())
                .put("path", polling.path())
                .put("done", polling.done().toString())
                .put("results", polling.results())
                .put("delay", polling.delay().toString())
                .put("timeout", polling.timeout().toString());
        polling.failed().ifPresent(failed -> to.put("failed", failed.toString()));
    }

    private static void write(ObjectNode to, Load load) {
        to.put("name", load.name())
                .put("connection", load.connection())
                .put("account", load.account())
                .put("inbox", load.inbox().toString())
                .put("include", load.include().pattern())
                .put("settle", load.settle().toString())
                .put("wait_for_marker", load.waitForMarker())
                .put("duplicates", load.duplicates().name())
                .put("grouping_limit", load.groupingLimit())
                .put("max_batch_bytes", load.maxBatchBytes())
                .put("delimiter", String.valueOf(load.csv().delimiter()))
                .put("charset", load.csv().charset().name())
                .put("request_split_path", load.requestSplitPath());
        write(to.putObject("shaping"), load.shaping());
    }

    private static void write(ObjectNode to, Shaping shaping) {
        to.put("schema", shaping.schema())
                .put("ordering", SnapshotReader.word(shaping.ordering()))
                .put("batch_across_files", shaping.acrossFiles().batches())
                .put("completion_time", shaping.acrossFiles().completionTime().toString());
        if (shaping.ordering() instanceof Ordering.ByKey key) {
            to.put("ordering_key", key.column());
        }
        shaping.grouping().groupBy().forEach(to.putArray("group_by")::add);
        shaping.grouping().sortHeaders().forEach(to.putArray("sort_headers")::add);
    }

    private static void write(ObjectNode to, Map<String, String> strings) {
        strings.forEach(to::put);
    }

    private static void write(ArrayNode to, Collection<Integer> codes) {
        codes.stream().sorted().forEach(to::add);
    }
}
