package io.drover.response;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** Reads an answer's body as a JSON tree. Thread-safe. */
public final class AnswerJson {
    /** How deep objects and arrays may stand in each other. */
    static final int MAX_NESTING = 1000;

    private static final int MAX_DIGITS = 1000;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxNumberLength(MAX_DIGITS)
                            .maxStringLength(Integer.MAX_VALUE) // the size of the whole answer is limited already
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private AnswerJson() {}

    /**
     * The body as a tree of {@code Map}, {@code List}, {@code String}, {@code Number}, {@code Boolean} and null inside
     * them. A byte order mark is left out; UTF-8 is expected, UTF-16 and UTF-32 are recognised.
     *
     * @return empty when the body is not exactly one JSON value, is nested too deep, is {@code null}, or holds a number
     *     beyond all bounds
     */
    public static Optional<Object> read(byte[] body) {
        try {
            return Optional.ofNullable(MAPPER.readValue(body, Object.class));
        } catch (IOException | NumberFormatException e) {
            // The parser lets a number through whose exponent no number can have.
            return Optional.empty();
        }
    }
}
