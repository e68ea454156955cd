package io.drover.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.batch.Batch;
import io.drover.connection.ApiMethod;
import io.drover.connection.BodyShape;
import io.drover.connection.Credentials;
import io.drover.connection.Endpoint;
import io.drover.connection.Idempotency;
import io.drover.connection.Secret;
import io.drover.delivery.Request.Field;
import io.drover.delivery.RequestBuilder.Built;
import io.drover.testing.Batches;
import io.drover.testing.Connections;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBuilderTest {
    private static final URI BASE = URI.create("https://eu.example.com/api");
    private static final Batch BATCH = Batches.of("{\"id\":\"7\"}", "{\"id\":\"7\"}");

    @Test
    void aBulkRequestCarriesAnArrayAndItsKey() {
        Request request = ready(endpoint("/v2/customers", Map.of()), BATCH);
        assertThat(request.target()).isEqualTo("/api/v2/customers");
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("[{\"id\":\"7\"},{\"id\":\"7\"}]");
        assertThat(request.headers())
                .containsExactly(
                        new Field("Content-Type", "application/json"),
                        new Field("Accept", "application/json"),
                        new Field("Idempotency-Key", IdempotencyKey.of(BATCH.id(), request.body())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|7",
                "a b|a%20b",
                "a/b?c#d|a%2Fb%3Fc%23d",
                "{{env:HOME}}|%7B%7Benv%3AHOME%7D%7D",
                "ż|%C5%BC",
                "100%|100%25",
                "$id|%24id",
                "..x|..x"
            })
    void anAttributeIsOnePathSegmentAndOneQueryValue(String value, String encoded) {
        Batch batch = Batches.of("{\"x\":{\"id\":1},\"id\":\"" + value + "\"}");
        Request request = ready(endpoint("/c/$id/notes?for=$id&cost=$", Map.of()), batch);
        assertThat(request.target()).isEqualTo("/api/c/" + encoded + "/notes?for=" + encoded + "&cost=$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":null}", "{\"id\":\"\"}", "{\"id\":[1]}", "{\"x\":{\"id\":\"1\"}}"})
    void aRecordWithoutTheAttributeIsNotSent(String record) {
        assertThat(build(endpoint("/c/$id", Map.of()), Batches.of(record)))
                .isInstanceOfSatisfying(
                        Built.Unsendable.class, it -> assertThat(it.problem()).contains("$id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void dotsCantLeadToAnotherPath(String id) {
        assertThat(build(endpoint("/c/$id", Map.of()), Batches.of("{\"id\":\"" + id + "\"}")))
                .isInstanceOf(Built.Unsendable.class);
    }

    @Test
    void recordsThatLeadToDifferentPlacesDoNotShareARequest() {
        assertThat(build(endpoint("/c/$id", Map.of()), Batches.of("{\"id\":1}", "{\"id\":2}")))
                .isInstanceOf(Built.Mixed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\r\\nX: y", "a\\nb", "\\u0000", "\\u007f", "\\u017c"})
    void aHeaderValueThatIsNotPrintableAsciiIsRefusedWithoutShowingIt(String value) {
        assertThat(build(endpoint("/c", Map.of("X-Org", "o-$id")), Batches.of("{\"id\":\"" + value + "\"}")))
                .isInstanceOfSatisfying(
                        Built.Unsendable.class,
                        it -> assertThat(it.problem()).contains("X-Org", "U+").doesNotContain("X: y"));
    }

    @Test
    void anAdditionalHeaderReplacesOurs() {
        Endpoint endpoint = endpoint("/c", Map.of("content-type", "application/vnd.api+json", "X-Org", "o-$id"));
        assertThat(ready(endpoint, BATCH).headers())
                .contains(new Field("content-type", "application/vnd.api+json"), new Field("X-Org", "o-7"))
                .doesNotContain(new Field("Content-Type", "application/json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "a b", ""})
    void aHeaderNobodyCanSendIsRefusedAtOnce(String name) {
        assertThatThrownBy(() -> new RequestBuilder(Connections.to(endpoint("/c", Map.of(name, "x")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("additional-headers");
    }

    @Test
    void getAndSingleDeleteHaveNoBody() {
        Batch one = Batches.of("{\"id\":7}");
        for (ApiMethod method : new ApiMethod[] {ApiMethod.GET, ApiMethod.DELETE}) {
            Request request = ready(
                    new Endpoint(BASE, "/c/$id", method, Map.of(), false, BodyShape.of(false), Idempotency.header("")),
                    one);
            assertThat(request.body()).isEmpty();
            assertThat(request.headers()).containsExactly(new Field("Accept", "application/json"));
        }
        assertThat(ready(
                                new Endpoint(
                                        BASE,
                                        "/c",
                                        ApiMethod.DELETE,
                                        Map.of(),
                                        true,
                                        BodyShape.of(true),
                                        Idempotency.header("")),
                                one)
                        .body())
                .isNotEmpty();
        assertThat(ready(
                                new Endpoint(
                                        BASE,
                                        "/c",
                                        ApiMethod.PUT,
                                        Map.of(),
                                        false,
                                        BodyShape.of(false),
                                        Idempotency.header("")),
                                one)
                        .body())
                .isEqualTo("{\"id\":7}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void eachKindOfCredentialsHasItsHeader() {
        Secret secret = new Secret("pässwörd");
        assertThat(Authorization.of(new Credentials.None())).isEmpty();
        assertThat(Authorization.of(new Credentials.Header("X-API-Key", secret)))
                .contains(new Field("X-API-Key", "pässwörd"));
        assertThat(Authorization.of(new Credentials.Basic("me", secret)))
                .contains(new Field("Authorization", "Basic bWU6cMOkc3N3w7ZyZA=="));
        assertThat(Authorization.of(new Credentials.Bearer(new Secret("t"))))
                .contains(new Field("Authorization", "Bearer t"));
        assertThat(Authorization.of(new Credentials.OAuth2(BASE, "me", secret))).isEmpty();
    }

    @Test
    void requestsPrintNeitherSecretsNorRecords() {
        Request request = ready(endpoint("/c/$id", Map.of()), Batches.of("{\"id\":\"ada\"}"))
                .with(Authorization.bearer("tok"));
        assertThat(request.toString() + request.headers()).doesNotContain("ada", "tok");
    }

    @Test
    void aSecretThatCantStandInAHeaderIsRefusedAtOnceWithoutShowingIt() {
        Credentials credentials = new Credentials.Bearer(new Secret("pässwörd"));
        assertThatThrownBy(() -> new RequestBuilder(Connections.with(credentials, Connections.to(BASE))))
                .hasMessageContaining("client-secret")
                .message()
                .doesNotContain("pässwörd");
    }

    @Test
    void theKeyIsTheSameForTheSameBatchAndBytesOnly() {
        byte[] body = {1, 2, 3};
        String key = IdempotencyKey.of(BATCH.id(), body);
        assertThat(key).matches("[0-9a-f]{32}").isEqualTo(IdempotencyKey.of(BATCH.id(), body.clone()));
        assertThat(key)
                .isNotEqualTo(IdempotencyKey.of(BATCH.id().firstHalf(), body))
                .isNotEqualTo(IdempotencyKey.of(BATCH.id(), new byte[] {1, 2, 4}));
    }

    private static Endpoint endpoint(String path, Map<String, String> headers) {
        return new Endpoint(
                BASE, path, ApiMethod.POST, headers, true, BodyShape.of(true), Idempotency.header("Idempotency-Key"));
    }

    private static Built build(Endpoint endpoint, Batch batch) {
        return new RequestBuilder(Connections.to(endpoint)).build(batch);
    }

    private static Request ready(Endpoint endpoint, Batch batch) {
        if (build(endpoint, batch) instanceof Built.Ready ready) {
            return ready.request();
        }
        throw new AssertionError("not sendable: " + build(endpoint, batch));
    }
}
