package io.drover.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.drover.batch.ErrorClass;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads JSON Lines. A field of ours comes after a field of the same name that the source had, so the last one counts. */
final class JsonRowScan implements RowScan {
    private static final int KEPT = 200;
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

    /** Copies those lines that are wanted. */
    long copy(InputStream file, Predicate<Row> wanted, OutputStream to) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8));
        long copied = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
            List<Row> rows = new ArrayList<>(1);
            scan(new ByteArrayInputStream(bytes), rows::add);
            if (rows.stream().anyMatch(wanted)) {
                to.write(bytes);
                copied++;
            }
        }
        return copied;
    }

    private static void row(JsonParser json, Sink sink) throws IOException {
        long ordinal = 0;
        Optional<ErrorClass> errorClass = Optional.empty();
        String message = "";
        String code = "";
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
        } else {
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                if (field.equals("_record")) {
                    ordinal = json.currentToken() == JsonToken.VALUE_NUMBER_INT ? RowScan.ordinal(json.getText()) : 0;
                } else if (field.equals("_class")) {
                    errorClass = RowScan.errorClass(json.getText());
                } else if (field.equals("_message")) {
                    message = begin(json);
                } else if (field.equals(ErrorCauses.CODE)) {
                    code = begin(json);
                }
                json.skipChildren();
            }
        }
        sink.row(new Row(ordinal, errorClass, message, code));
    }

    private static String begin(JsonParser json) throws IOException {
        String text = json.currentToken().isScalarValue() ? json.getText() : "";
        return text.length() > KEPT ? text.substring(0, KEPT) : text;
    }
}
