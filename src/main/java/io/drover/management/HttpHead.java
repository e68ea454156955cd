package io.drover.management;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request's head as it came over the network. */
final class HttpHead {
    private HttpHead() {}

    /**
     * The request without its body.
     *
     * @throws Refusal when path or query can't be decoded
     */
    static ApiRequest of(HttpServerRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers()
                .forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        try {
            return new ApiRequest(
                    request.method().name(),
                    path(request.path()),
                    query(request.query()),
                    headers,
                    request.remoteAddress() == null
                            ? ""
                            : String.valueOf(request.remoteAddress().hostAddress()),
                    new byte[0],
                    Optional.empty());
        } catch (IllegalArgumentException notEncoded) {
            throw Refusal.field("", "the path or query is not percent-encoded as it must be");
        }
    }

    private static List<String> path(@org.jspecify.annotations.Nullable String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : String.valueOf(path).substring(1).split("/", -1)) {
            segments.add(decoded(segment.replace("+", "%2B")));
        }
        return segments;
    }

    private static Map<String, String> query(@org.jspecify.annotations.Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                parameters.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
