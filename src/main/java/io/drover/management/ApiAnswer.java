package io.drover.management;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the management API says.
 *
 * @param file sent as the body instead of {@code body}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ApiAnswer(int status, Map<String, String> headers, byte[] body, Optional<Path> file) {
    static final String CONTENT_TYPE = "Content-Type";

    public ApiAnswer {
        headers = Map.copyOf(headers);
    }

    static ApiAnswer json(int status, JsonNode json) {
        return of(status, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    static ApiAnswer ok(JsonNode json) {
        return json(200, json);
    }

    static ApiAnswer problem(int status, JsonNode json) {
        return of(status, "application/problem+json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    static ApiAnswer of(int status, String type, byte[] body) {
        return new ApiAnswer(status, Map.of(CONTENT_TYPE, type), body, Optional.empty());
    }

    static ApiAnswer nothing() {
        return new ApiAnswer(204, Map.of(), new byte[0], Optional.empty());
    }

    static ApiAnswer download(Path file, String type) {
        String name = String.valueOf(file.getFileName()).replaceAll("[^\\w. ()-]", "_");
        return new ApiAnswer(
                200,
                Map.of(CONTENT_TYPE, type, "Content-Disposition", "attachment; filename=\"" + name + "\""),
                new byte[0],
                Optional.of(file));
    }

    ApiAnswer with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new ApiAnswer(status, all, body, file);
    }

    /** The body as text, for those who ask without a network. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
