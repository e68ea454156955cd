package io.drover.response;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A whole answer as the response split sees it.
 *
 * @param headers by name; names are kept in lower case
 * @param json the body as a tree of {@code Map}, {@code List}, {@code String}, {@code Number}, {@code Boolean};
 *     empty when the body is not JSON
 * @param notJson why it is not; empty where nothing more is known
 */
public record Answer(int status, Map<String, String> headers, Optional<Object> json, String notJson) {
    public Answer {
        headers = headers.isEmpty()
                ? Map.of()
                : headers.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                header -> header.getKey().toLowerCase(Locale.ROOT),
                                Map.Entry::getValue,
                                (first, again) -> first + ", " + again));
    }

    /** An answer whose body was read already. */
    public Answer(int status, Map<String, String> headers, Optional<Object> json) {
        this(status, headers, json, "");
    }

    /** An answer of whose headers nothing is known. */
    public Answer(int status, Optional<Object> json) {
        this(status, Map.of(), json);
    }

    /** Reads the body as JSON, in the charset that the Content-Type declares. */
    public static Answer of(int status, Map<String, String> headers, byte[] body) {
        AnswerBody read = AnswerBody.read(headers, body);
        return new Answer(status, headers, read.json(), read.problem());
    }

    /** The header's value, its name in lower case. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
