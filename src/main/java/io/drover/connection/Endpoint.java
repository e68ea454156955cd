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
 * @param bulkSupport true: a request carries a batch of records; false: one
 * @param bodyShape how it carries them
 * @param idempotency where the batch's key goes
 */
public record Endpoint(
        URI apiBaseUrl,
        String apiEndpoint,
        ApiMethod apiMethod,
        Map<String, String> additionalHeaders,
        boolean bulkSupport,
        BodyShape bodyShape,
        Idempotency idempotency) {
    /** What a header is called that carries a secret. */
    private static final Pattern SECRET =
            Pattern.compile("key|token|secret|auth|password|signature|cookie|credential", Pattern.CASE_INSENSITIVE);

    public Endpoint {
        additionalHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(additionalHeaders));
    }

    /** The same with other headers. */
    public Endpoint with(Map<String, String> headers) {
        return new Endpoint(apiBaseUrl, apiEndpoint, apiMethod, headers, bulkSupport, bodyShape, idempotency);
    }

    /** The headers that carry a secret, as far as their names tell. */
    public Map<String, String> secretHeaders() {
        Map<String, String> headers = new LinkedHashMap<>(additionalHeaders);
        headers.keySet().removeIf(name -> !SECRET.matcher(name).find());
        return headers;
    }

    /** The headers that are no secret, as far as their names tell. */
    public Map<String, String> plainHeaders() {
        Map<String, String> headers = new LinkedHashMap<>(additionalHeaders);
        headers.keySet().removeAll(secretHeaders().keySet());
        return headers;
    }
}
