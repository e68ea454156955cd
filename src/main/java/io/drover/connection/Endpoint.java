package io.drover.connection;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where and how requests go out.
 *
 * @param apiBaseUrl scheme, host, port and optional path, without trailing slash, query or fragment
 * @param apiEndpoint the path (and query) below the base URL; {@code $attribute} is taken from the record
 * @param additionalHeaders name to value, in the order given; {@code $attribute} is taken from the record
 * @param bulkSupport true: one JSON array per batch; false: one object per request
 * @param idempotencyHeader name of the header that carries the batch's key; empty: none sent
 */
public record Endpoint(
        URI apiBaseUrl,
        String apiEndpoint,
        ApiMethod apiMethod,
        Map<String, String> additionalHeaders,
        boolean bulkSupport,
        String idempotencyHeader) {
    private static final Pattern ATTRIBUTE = Pattern.compile("\\$[A-Za-z0-9_]");

    public Endpoint {
        additionalHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(additionalHeaders));
    }

    /** The same with other headers. */
    public Endpoint with(Map<String, String> headers) {
        return new Endpoint(apiBaseUrl, apiEndpoint, apiMethod, headers, bulkSupport, idempotencyHeader);
    }

    /** The headers whose values are taken from records; those of the others may be secrets. */
    public Map<String, String> headersOfRecords() {
        Map<String, String> headers = new LinkedHashMap<>(additionalHeaders);
        headers.values().removeIf(value -> !ATTRIBUTE.matcher(value).find());
        return headers;
    }

    /** The headers that are the same in every request. */
    public Map<String, String> constantHeaders() {
        Map<String, String> headers = new LinkedHashMap<>(additionalHeaders);
        headers.keySet().removeAll(headersOfRecords().keySet());
        return headers;
    }
}
