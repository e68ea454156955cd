package io.drover.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.drover.batch.ErrorClass;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads JSON Lines. A field of ours comes after a field of the same name that the source had, so the last one counts. */
final class JsonRowScan implements RowScan {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    @Override
    public long scan(InputStream file, Sink sink) throws IOException {
        long rows = 0;
        try (JsonParser json = JSON.createParser(file).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            while (json.nextToken() != null) {
                row(json, sink);
                rows++;
            }
        }
        return rows;
    }

    private static void row(JsonParser json, Sink sink) throws IOException {
        long ordinal = 0;
        Optional<ErrorClass> errorClass = Optional.empty();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
        } else {
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                if (field.equals("_record")) {
                    ordinal = json.currentToken() == JsonToken.VALUE_NUMBER_INT ? RowScan.ordinal(json.getText()) : 0;
                } else if (field.equals("_class")) {
                    errorClass = RowScan.errorClass(json.getText());
                }
                json.skipChildren();
            }
        }
        sink.row(ordinal, errorClass);
    }
}
