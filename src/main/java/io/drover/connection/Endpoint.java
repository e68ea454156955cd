package io.drover.connection;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where and how requests go out.
 *
 * @param apiBaseUrl scheme, host, port and optional path, without trailing slash, query or fragment
 * @param apiEndpoint the path (and query) below the base URL; {@code $attribute} is taken from the record
 * @param additionalHeaders name to value, in the order given; {@code $attribute} is taken from the record
 * @param bulkSupport true: a request carries a batch of records; false: one
 * @param bodyShape how it carries them
 * @param idempotencyHeader name of the header that carries the batch's key; empty: none sent
 */
public record Endpoint(
        URI apiBaseUrl,
        String apiEndpoint,
        ApiMethod apiMethod,
        Map<String, String> additionalHeaders,
        boolean bulkSupport,
        BodyShape bodyShape,
        String idempotencyHeader) {
    public Endpoint {
        additionalHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(additionalHeaders));
    }
}
