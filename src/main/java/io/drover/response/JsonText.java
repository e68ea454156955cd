package io.drover.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a JSON tree as text for a result file or a comparison. */
final class JsonText {
    /** Written out, a number like 1e1000000 would fill the memory; beyond this scale the exponent stays. */
    private static final int MAX_PLAIN_SCALE = 1000;

    private static final ObjectMapper COMPACT =
            JsonMapper.builder().disable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonText() {}

    /** Strings as they are, numbers digit for digit, null as the empty string, objects and arrays as compact JSON. */
    static String of(@Nullable Object value) {
        return isContainer(value) ? compact(value) : scalar(value);
    }

    /** The text of a string, number or boolean; empty for everything else. */
    static String scalar(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof BigDecimal number) {
            boolean plain = number.scale() >= 0 && number.scale() <= MAX_PLAIN_SCALE;
            return plain ? number.toPlainString() : number.toString();
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : "";
    }

    /** Whether the value holds nothing: null, an empty text, list or object. */
    static boolean isEmpty(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty();
        }
        return value instanceof List<?> list ? list.isEmpty() : scalar(value).isEmpty();
    }

    private static boolean isContainer(@Nullable Object value) {
        return value instanceof Map || value instanceof List;
    }

    /** The value as compact JSON. */
    static String compact(@Nullable Object value) {
        try {
            return COMPACT.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a JSON tree could not be written as text", e);
        }
    }
}
