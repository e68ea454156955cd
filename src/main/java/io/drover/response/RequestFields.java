package io.drover.response;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.drover.batch.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The records of one batch, read column by column as text to compare with an answer. Reads nothing before it is asked;
 * a column is read in one pass over the request body.
 */
final class RequestFields {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE) // the records were read, and limited, by the source reader
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final Batch batch;
    private final Map<String, String[]> columns = new LinkedHashMap<>();

    RequestFields(Batch batch) {
        this.batch = batch;
    }

    /** The names of the first record's top-level fields, in their order. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(batch.json(0))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                names.add(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
            return names;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * The value of a top-level field, or of what a JSONPath to one place finds, in each record; an empty string where it
     * is missing, null, an object or an array.
     */
    String[] column(String field) {
        Optional<PlainPath> path = PlainPath.parse(field);
        return columns.computeIfAbsent(field, name -> path.isPresent() ? read(path.get()) : read(name));
    }

    private String[] read(PlainPath path) {
        String[] values = new String[batch.size()];
        for (int record = 0; record < values.length; record++) {
            Optional<Object> tree = AnswerJson.read(batch.json(record).getBytes(StandardCharsets.UTF_8));
            values[record] = tree.map(path::find).map(JsonText::scalar).orElse("");
        }
        return values;
    }

    private String[] read(String field) {
        String[] values = new String[batch.size()];
        Arrays.fill(values, "");
        try (JsonParser parser = JSON.createParser(batch.arrayBody())) {
            parser.nextToken();
            for (int record = 0; parser.nextToken() == JsonToken.START_OBJECT; record++) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean wanted = parser.currentName().equals(field);
                    parser.nextToken();
                    if (wanted) {
                        values[record] = text(parser);
                    }
                    parser.skipChildren();
                }
            }
            return values;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static String text(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_TRUE, VALUE_FALSE -> parser.getText();
            // The answer's decimals went through BigDecimal too: both sides must be written alike.
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            default -> "";
        };
    }

    private static String decimal(JsonParser parser) throws IOException {
        try {
            return JsonText.scalar(parser.getDecimalValue());
        } catch (NumberFormatException e) {
            // Its exponent is beyond all bounds; an answer that holds such a number is not read at all.
            return parser.getText();
        }
    }

    private UncheckedIOException unreadable(IOException cause) {
        return new UncheckedIOException("batch " + batch.id() + " holds a record that is not a JSON object", cause);
    }
}
