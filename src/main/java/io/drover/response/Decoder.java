package io.drover.response;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns texts that hold JSON into the trees they hold; what is no text stays as it is. */
record Decoder(ListRule.Decoding decoding) {
    /** The values decoded. */
    List<Object> decoded(List<Object> values) {
        if (decoding == ListRule.Decoding.NONE || values.stream().noneMatch(String.class::isInstance)) {
            return values;
        }
        List<@Nullable Object> decoded = new ArrayList<>(values.size());
        values.forEach(value -> decoded.add(decoded(value)));
        @SuppressWarnings("unchecked")
        List<Object> all = (List<Object>) (List<?>) decoded;
        return all;
    }

    /** The value decoded; null where a text holds no JSON. */
    @Nullable
    Object decoded(@Nullable Object value) {
        if (decoding == ListRule.Decoding.NONE || !(value instanceof String text)) {
            return value;
        }
        try {
            byte[] json = decoding == ListRule.Decoding.BASE64
                    ? Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/'))
                    : text.getBytes(StandardCharsets.UTF_8);
            return AnswerJson.read(json).orElse(null);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
