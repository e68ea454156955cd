package io.drover.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads a record's own fields for the places of a request that name them. */
final class Attributes {
    private static final JsonFactory JSON = new JsonFactory();

    private Attributes() {}

    /** Whether a JSON object has a field of this name. */
    static boolean has(String json, String name) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals(name)) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
        }
        return false;
    }

    /**
     * The named fields of a JSON object that hold a text, number or boolean, as text. Numbers are as they are written:
     * {@code 007} as a text stays, {@code 1.10} keeps its zero.
     */
    static Map<String, String> read(String json, Set<String> names) throws IOException {
        Map<String, String> values = new HashMap<>();
        if (names.isEmpty()) {
            return values;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return values;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (names.contains(name) && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    values.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return values;
    }
}
