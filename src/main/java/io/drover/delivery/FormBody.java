package io.drover.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A JSON object as {@code application/x-www-form-urlencoded}: {@code name=value} for each field in its order, UTF-8
 * percent-encoded. What is nested is named with brackets, {@code address[city]=Paris}, {@code tags[0]=new}, as forms
 * do. Null is an empty value; an empty object or array has nothing to say. Numbers keep their digits.
 */
final class FormBody {
    private static final JsonFactory JSON = new JsonFactory();

    private FormBody() {}

    static byte[] of(byte[] object) throws IOException {
        StringBuilder form = new StringBuilder();
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            fields(parser, "", form);
        }
        return form.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void fields(JsonParser parser, String above, StringBuilder form) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            value(parser, above.isEmpty() ? name : above + "[" + name + "]", form);
        }
    }

    private static void value(JsonParser parser, String name, StringBuilder form) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> fields(parser, name, form);
            case START_ARRAY -> {
                for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
                    value(parser, name + "[" + index + "]", form);
                }
            }
            case VALUE_NULL -> pair(name, "", form);
            default -> pair(name, parser.getText(), form);
        }
    }

    private static void pair(String name, String value, StringBuilder form) {
        form.append(form.isEmpty() ? "" : "&");
        form.append(URLEncoder.encode(name, StandardCharsets.UTF_8));
        form.append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
