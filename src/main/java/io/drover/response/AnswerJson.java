package io.drover.response;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
        return body(body).json();
    }

    /** The same, with the reason where it is not. */
    static AnswerBody body(byte[] body) {
        return body(() -> MAPPER.readValue(body, Object.class), () -> HtmlPage.is(Map.of(), body));
    }

    /** The same of a text. */
    static AnswerBody body(String body) {
        return body(
                () -> MAPPER.readValue(body, Object.class),
                () -> HtmlPage.is(Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static AnswerBody body(Reading reading, BooleanSupplier isPage) {
        try {
            Object tree = reading.read();
            return new AnswerBody(Optional.ofNullable(tree), tree == null ? "it is null" : "");
        } catch (IOException e) {
            return new AnswerBody(Optional.empty(), isPage.getAsBoolean() ? "it is an HTML page" : problem(e));
        } catch (NumberFormatException e) {
            // The parser lets a number through whose exponent no number can have.
            return new AnswerBody(Optional.empty(), "it holds a number beyond all bounds");
        }
    }

    /** One reading, of bytes or of a text. */
    private interface Reading {
        @Nullable
        Object read() throws IOException;
    }

    private static String problem(IOException e) {
        if (e instanceof JsonEOFException) {
            return "it breaks off in the middle";
        }
        if (e instanceof StreamConstraintsException) {
            return "it is nested deeper than " + MAX_NESTING + " levels, or holds a number of more than " + MAX_DIGITS
                    + " digits";
        }
        String words = String.valueOf(e.getMessage());
        if (e instanceof MismatchedInputException) {
            return words.startsWith("No content") ? "it is empty" : "more follows after its end";
        }
        return words.startsWith("Invalid UTF-") || e instanceof CharConversionException
                ? "it is not UTF-8, and its Content-Type declares no other charset"
                : "";
    }
}
