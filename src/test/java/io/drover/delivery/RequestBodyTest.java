package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Batch;
import io.drover.connection.ApiMethod;
import io.drover.connection.BodyShape;
import io.drover.connection.Endpoint;
import io.drover.connection.Idempotency;
import io.drover.delivery.Request.Field;
import io.drover.delivery.RequestBuilder.Built;
import io.drover.testing.Batches;
import io.drover.testing.Connections;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shapes a body can have. */
class RequestBodyTest {
    private static final Batch TWO = Batches.of("{\"id\":1,\"n\":\"a,b\"}", "{\"id\":2}");
    private static final Batch ONE = Batches.of("{\"id\":1}");

    private static RequestBuilder builder(BodyShape shape, boolean bulk, Map<String, String> headers) {
        return new RequestBuilder(Connections.to(new Endpoint(
                URI.create("http://127.0.0.1"), "/c", ApiMethod.POST, headers, bulk, shape, Idempotency.header(""))));
    }

    private static Request request(BodyShape shape, Batch batch) {
        RequestBuilder requests = builder(shape, batch.size() > 1, Map.of());
        Request request = ((Built.Ready) requests.build(batch)).request();
        assertThat(requests.bodyLength(batch)).isEqualTo(request.body().length);
        return request;
    }

    private static String body(BodyShape shape, Batch batch) {
        return new String(request(shape, batch).body(), StandardCharsets.UTF_8);
    }

    private static String type(BodyShape shape) {
        return request(shape, ONE).headers().stream()
                .filter(header -> header.name().equals("Content-Type"))
                .map(Field::value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aBatchIsAnArray() {
        assertThat(body(new BodyShape.Array(), TWO)).isEqualTo("[{\"id\":1,\"n\":\"a,b\"},{\"id\":2}]");
        assertThat(type(new BodyShape.OneObject())).isEqualTo("application/json");
    }

    @Test
    void aWrappedBatchStandsUnderItsNames() {
        assertThat(body(new BodyShape.Wrapped(List.of("customers")), TWO))
                .isEqualTo("{\"customers\":[{\"id\":1,\"n\":\"a,b\"},{\"id\":2}]}");
        assertThat(body(new BodyShape.Wrapped(List.of("data", "a\"b")), TWO))
                .isEqualTo("{\"data\":{\"a\\\"b\":[{\"id\":1,\"n\":\"a,b\"},{\"id\":2}]}}");
    }

    @Test
    void withoutBulkSupportTheOneObjectIsWrapped() {
        assertThat(body(new BodyShape.Wrapped(List.of("ticket")), ONE)).isEqualTo("{\"ticket\":{\"id\":1}}");
        assertThat(type(new BodyShape.Wrapped(List.of("ticket")))).isEqualTo("application/json");
    }

    @Test
    void linesAreEndedEach() {
        assertThat(body(new BodyShape.Lines(), TWO)).isEqualTo("{\"id\":1,\"n\":\"a,b\"}\n{\"id\":2}\n");
        assertThat(body(new BodyShape.Lines(), TWO.secondHalf())).isEqualTo("{\"id\":2}\n");
        assertThat(body(new BodyShape.Lines(), TWO.firstHalf())).isEqualTo("{\"id\":1,\"n\":\"a,b\"}\n");
        assertThat(type(new BodyShape.Lines())).isEqualTo("application/x-ndjson");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {}                                      ~ ``
            {"a":"1","b":2.50,"c":true,"d":null}    ~ a=1&b=2.50&c=true&d=
            {"a b":"x y","ü":"&=+%/*"}             ~ a+b=x+y&%C3%BC=%26%3D%2B%25%2F*
            {"a":{"b":{"c":1}},"t":["x",{"y":[2]}]} ~ a%5Bb%5D%5Bc%5D=1&t%5B0%5D=x&t%5B1%5D%5By%5D%5B0%5D=2
            {"a":[],"b":{},"c":1}                   ~ c=1
            """)
    void aFormHoldsTheFieldsOfARecord(String record, String form) {
        assertThat(body(new BodyShape.Form(), Batches.of(record))).isEqualTo(form);
        assertThat(type(new BodyShape.Form())).isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void aContentTypeOfTheConnectionsOwnReplacesTheShapes() {
        RequestBuilder requests = builder(new BodyShape.Lines(), true, Map.of("content-type", "application/json-seq"));
        assertThat(((Built.Ready) requests.build(TWO)).request().headers())
                .filteredOn(header -> header.name().equalsIgnoreCase("Content-Type"))
                .containsExactly(new Field("content-type", "application/json-seq"));
    }
}
