package io.drover.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOOD = "{\"id\":\"1\",\"email\":\"a@b\",\"city\":\"Bonn\"}";

    private final HttpClient client = HttpClient.newHttpClient();
    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(0);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void partsSuccessesFromErrors() throws Exception {
        HttpResponse<String> answer = post(
                "/v2/customers",
                "[" + GOOD + ",{\"id\":\"2\",\"email\":\"ab\",\"city\":\"Bonn\"},{\"id\":3,\"city\":\" \"},{},7]");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode result = JSON.readTree(answer.body()).path("result");
        JsonNode success = result.path("success").path("data");
        assertThat(success).hasSize(1);
        assertThat(success.get(0).path("id").asText()).isEqualTo("1");
        assertThat(success.get(0).path("status").asBoolean()).isTrue();
        assertThat(success.get(0).path("entity_id").asText()).startsWith("cus_");
        JsonNode errors = result.path("errors").path("data");
        assertThat(errors.findValuesAsText("code")).containsExactly("E102", "E101", "E100", "E100");
        assertThat(errors.get(1)).isEqualTo(JSON.readTree("""
                {"id":3,"status":false,"code":"E101","message":"Invalid address"}"""));
    }

    @Test
    void takesOneObjectLikeAListOfOne() throws Exception {
        assertThat(post("/v2/customers", GOOD).body())
                .isEqualTo(post("/v2/customers", "[" + GOOD + "]").body());
    }

    @Test
    void replaysTheAnswerOfARepeatedKey() throws Exception {
        HttpResponse<String> first = send(request("/v2/customers", GOOD).header("Idempotency-Key", "\"k1\""));
        HttpResponse<String> again = send(request("/v2/customers", GOOD).header("Idempotency-Key", "\"k1\""));
        HttpResponse<String> other = send(request("/v2/customers", "[]").header("Idempotency-Key", "\"k1\""));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(other.statusCode()).isEqualTo(422);
        JsonNode counts = JSON.readTree(get("/requests").body());
        assertThat(counts.path("records").asInt()).isEqualTo(1);
        assertThat(counts.path("requests").path("/v2/customers").asInt()).isEqualTo(3);
        assertThat(counts.path("repeats").asInt()).isEqualTo(2);
    }

    @Test
    void answersUnreadableBodiesWithAProblem() throws Exception {
        for (String body : new String[] {"", "{", "[1,", "null", "\"text\"", "[] []", "[".repeat(5000)}) {
            HttpResponse<String> answer = post("/v2/customers", body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(JSON.readTree(answer.body()).path("status").asInt()).isEqualTo(400);
        }
    }

    @Test
    void refusesABodyAboveTheLimit() throws Exception {
        HttpRequest large = HttpRequest.newBuilder(sandbox.uri().resolve("/v2/customers"))
                .POST(BodyPublishers.ofByteArray(new byte[Requests.MAX_BODY + 1]))
                .build();
        assertThat(client.send(large, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
    }

    @Test
    void failsEveryThirdRequestWhereFlakyAndEveryFifthWhereBusy() throws Exception {
        for (int number = 1; number <= 15; number++) {
            assertThat(post("/v2/flaky", GOOD).statusCode()).isEqualTo(number % 3 == 0 ? 503 : 200);
            HttpResponse<String> busy = post("/v2/busy", GOOD);
            assertThat(busy.statusCode()).isEqualTo(number % 5 == 0 ? 429 : 200);
            assertThat(busy.headers().firstValue("Retry-After").isPresent()).isEqualTo(number % 5 == 0);
        }
        assertThat(post("/v2/down", GOOD).statusCode()).isEqualTo(503);
    }

    @Test
    void takesItsTimeWhereSlow() throws Exception {
        long start = System.nanoTime();
        assertThat(post("/v2/slow", GOOD).statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void letsInWithATokenOnly() throws Exception {
        assertThat(post("/v2/secured", GOOD).statusCode()).isEqualTo(401);
        String form = "grant_type=client_credentials&client_id=me&client_secret=s";
        String token = JSON.readTree(post("/oauth/token", form).body())
                .path("access_token")
                .asText();
        assertThat(send(request("/v2/secured", GOOD).header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/oauth/token", "grant_type=client_credentials").statusCode())
                .isEqualTo(401);
        assertThat(post("/oauth/token", "grant_type=password").statusCode()).isEqualTo(400);
        assertThat(send(request("/oauth/token", "grant_type=client_credentials")
                                .header("Authorization", "Basic bWU6cw=="))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tokensExpire() throws Exception {
        AtomicLong nanos = new AtomicLong();
        Tokens tokens = new Tokens(nanos::get);
        Reply reply = tokens.issue("Basic bWU6cw==", "grant_type=client_credentials");
        String bearer =
                "bearer " + JSON.readTree(reply.body()).path("access_token").asText();
        nanos.set(Duration.ofSeconds(59).toNanos());
        assertThat(tokens.refusal(bearer)).isEmpty();
        nanos.set(Duration.ofSeconds(60).toNanos());
        assertThat(tokens.refusal(bearer)).isPresent();
    }

    @Test
    void explainsItselfAndNamesWhatItDoesNotKnow() throws Exception {
        assertThat(JSON.readTree(get("/").body()).has("POST /v2/customers")).isTrue();
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/v2/customers").statusCode()).isEqualTo(405);
    }

    @Test
    void listensOnLoopbackOnlyAndKeepsConnectionsQuick() throws Exception {
        assertThat(InetAddress.getByName(sandbox.uri().getHost()).isLoopbackAddress())
                .isTrue();
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < 30; i++) {
            long start = System.nanoTime();
            post("/v2/customers", GOOD);
            quickest = Math.min(quickest, System.nanoTime() - start);
        }
        // Answers sent in two small pieces would take 40 ms each, for the delayed acknowledgement.
        assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(35));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path, body));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(sandbox.uri() + path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(sandbox.uri() + path)).POST(BodyPublishers.ofString(body));
    }
}
