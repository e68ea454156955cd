package io.drover.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.drover.batch.Batch;
import io.drover.batch.Bytes;
import io.drover.batch.SourceShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.jackson.JacksonDataFormat;
import org.apache.camel.dataformat.csv.CsvDataFormat;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Records as maps, by camel-csv and camel-jackson. A map keeps the order of the columns or fields, and a number its
 * digits. Used by one thread.
 */
final class RecordMaps implements AutoCloseable {
    /**
     * Takes every record that the source's reader took, and keeps the digits of its numbers. Also for users' steps, by
     * the name {@code recordJson}.
     */
    static final JsonMapper NUMBERS_WHOLE = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JacksonDataFormat json;
    private final CsvDataFormat csv;
    private final boolean fromCsv;

    RecordMaps(SourceShape shape, CamelContext context) {
        json = new JacksonDataFormat(NUMBERS_WHOLE, LinkedHashMap.class);
        json.setCamelContext(context);
        csv = new CsvDataFormat().setUseMaps(true).setUseOrderedMaps(true);
        fromCsv = shape instanceof SourceShape.Csv;
        if (shape instanceof SourceShape.Csv source) {
            csv.setHeader(source.columns().toArray(String[]::new)).setDelimiter(source.delimiter());
        }
        ServiceHelper.startService(json, csv);
    }

    /** A CSV record is read from its source text, a JSON record from its object. */
    @SuppressWarnings("unchecked") // both formats were told to make maps by name
    RecordMap read(Exchange exchange, Batch batch, int index) throws Exception {
        if (!fromCsv) {
            byte[] object = batch.json(index).getBytes(StandardCharsets.UTF_8);
            return new RecordMap((Map<String, Object>) json.unmarshal(exchange, new ByteArrayInputStream(object)));
        }
        Bytes row = new Bytes(256);
        batch.appendSource(index, row);
        List<?> records = (List<?>) csv.unmarshal(exchange, (Object) new StringReader(row.toString()));
        if (records.size() != 1) {
            throw new IllegalStateException("camel-csv reads " + records.size() + " records in one");
        }
        return new RecordMap((Map<String, Object>) records.get(0));
    }

    /** The map as a JSON object. */
    static String json(Map<?, ?> map) {
        try {
            return NUMBERS_WHOLE.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a record holds what can't be written as JSON", e);
        }
    }

    /**
     * What a user's step left: a map, or the text of a JSON object, in which {@code null} says as little as an empty
     * object. Nothing where it is neither.
     */
    Optional<Map<?, ?>> fields(Exchange exchange, Object left) throws Exception {
        if (left instanceof Map<?, ?> map) {
            return Optional.of(map);
        }
        boolean text = left instanceof String || left instanceof byte[] || left instanceof InputStream;
        byte[] object = text ? exchange.getMessage().getBody(byte[].class) : null;
        if (object == null) {
            return Optional.empty();
        }
        try {
            Object read = json.unmarshal(exchange, new ByteArrayInputStream(object));
            return Optional.of(read instanceof Map<?, ?> map ? map : Map.of());
        } catch (IOException noObject) {
            return Optional.empty();
        }
    }

    String write(Exchange exchange, Map<?, ?> map) throws Exception {
        ByteArrayOutputStream object = new ByteArrayOutputStream(256);
        json.marshal(exchange, map, object);
        return object.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        ServiceHelper.stopService(json, csv);
    }
}
