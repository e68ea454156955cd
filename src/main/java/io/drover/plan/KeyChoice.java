package io.drover.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which field of an object looks like what tells records apart. */
final class KeyChoice {
    private static final Pattern IDENTIFIER = Pattern.compile("(?i:id|uuid|guid|key|sku|e-?mail|.*[_ -](?:id|key|uuid|"
            + "guid|number|code))|.*[a-z](?:Id|ID|Key|Uuid|Number|Code)");
    private static final JsonFactory JSON = new JsonFactory();

    private KeyChoice() {}

    /** A field named {@code id}, or else the first that is named like an identifier. */
    static Optional<String> of(String object) {
        Optional<String> choice = Optional.empty();
        try (JsonParser parser = JSON.createParser(object)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean scalar = parser.nextToken().isScalarValue();
                parser.skipChildren();
                if (scalar && name.equalsIgnoreCase("id")) {
                    return Optional.of(name);
                }
                if (scalar && choice.isEmpty() && IDENTIFIER.matcher(name).matches()) {
                    choice = Optional.of(name);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return choice;
    }
}
