package io.drover.management;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody asks the management API.
 *
 * @param path decoded segments
 * @param query decoded; of a parameter given twice the last
 * @param headers names in lower case
 * @param remote the address it came from
 * @param body empty for a file
 * @param upload the file that was sent as the body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ApiRequest(
        String method,
        List<String> path,
        Map<String, String> query,
        Map<String, String> headers,
        String remote,
        byte[] body,
        Optional<Path> upload) {
    private static final int DEEPEST = 50;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public ApiRequest {
        path = List.copyOf(path);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** A request that needs no network. */
    public static ApiRequest local(String method, List<String> path, Map<String, String> query, byte[] body) {
        return new ApiRequest(method, path, query, Map.of(), "", body, Optional.empty());
    }

    Optional<String> header(String lowerCase) {
        return Optional.ofNullable(headers.get(lowerCase));
    }

    ApiRequest with(byte[] read) {
        return new ApiRequest(method, path, query, headers, remote, read, upload);
    }

    ApiRequest with(Path file) {
        return new ApiRequest(method, path, query, headers, remote, body, Optional.of(file));
    }

    /** The body as a JSON object; an empty body is one without fields. */
    ObjectNode json() {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw Refusal.field("", "the body must be a JSON object, but is another kind of JSON");
        } catch (JsonProcessingException e) {
            // Its own words quote the body.
            throw Refusal.field(
                    "",
                    "the body must be a JSON object, but can't be read at line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw Refusal.field("", "the body must be a JSON object, but can't be read");
        }
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** A number that the operation has as a parameter, or the default where none is given. */
    long number(String name, long otherwise) {
        return parameter(name).map(Long::parseLong).orElse(otherwise);
    }

    int offset() {
        return (int) number("offset", 0);
    }

    int limit() {
        return (int) number("limit", 50);
    }
}
