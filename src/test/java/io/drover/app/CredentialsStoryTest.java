package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.app.ApiLab.Answer;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections made while Drover is at work, with each way of showing who sends, and how bodies get there. */
class CredentialsStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Step OK = answer(200, "[]");

    @TempDir
    Path folder;

    private final AtomicReference<Step> destination = new AtomicReference<>(OK);
    private ScriptedServer server;
    private ApiLab lab;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.playing(by(request -> destination.get()));
        lab = new ApiLab(folder).start();
    }

    @AfterEach
    void stop() throws IOException {
        lab.close();
        server.close();
    }

    private void make(String fields) {
        Answer made = lab.post("/api/connections", """
                {"id": "crm", "title": "CRM", "connection_params": {"api_base_url": "%s", "api_endpoint": "/records?v=2",
                 "backoff": "10ms", %s}}""".formatted(server.url(), fields));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(lab.post("/api/loads", "{\"id\":\"people\",\"connection\":\"crm\"}")
                        .status())
                .isEqualTo(201);
    }

    private String upload(String records) {
        Answer taken = lab.post("/api/loads/people/files?name=a.csv", records);
        assertThat(taken.status()).as(taken.body()).isEqualTo(202);
        return taken.json().path("run").asText();
    }

    private JsonNode awaitDone(String run) {
        await().atMost(PATIENCE)
                .until(() -> lab.get("/api/runs/" + run)
                        .json()
                        .path("state")
                        .asText()
                        .equals("done"));
        return lab.get("/api/runs/" + run).json();
    }

    @Test
    void everyAttemptIsSignedWithItsOwnTimeOverTheSameBody() throws Exception {
        make("""
                "auth": "hmac", "client_key": "key-1", "client_secret": "the signing key", "hmac_header": "X-Sign",
                "hmac_algorithm": "sha512", "hmac_encoding": "base64", "hmac_prefix": "v1 {client-key}:",
                "hmac_template": "{method}\\\\n{path}\\\\n{host}\\\\n{timestamp}\\\\n{body}",
                "hmac_timestamp_header": "X-Time", "hmac_timestamp": "milliseconds", "check_request": "GET /me"
                """);
        destination.set(ScriptedServer.eachBatch(answer(503, ""), OK));
        assertThat(awaitDone(upload("id,name\n1,Änn\n")).path("succeeded").asInt())
                .isEqualTo(1);
        List<Received> requests = server.received();
        assertThat(requests).hasSize(2);
        for (Received request : requests) {
            assertThat(request.header("X-Sign")).isEqualTo("v1 key-1:" + signature(request));
        }
        assertThat(requests.get(0).header("X-Time")).isLessThan(requests.get(1).header("X-Time"));
        assertThat(requests.get(0).header("Idempotency-Key"))
                .isEqualTo(requests.get(1).header("Idempotency-Key"));
        assertThat(requests.get(0).body()).isEqualTo(requests.get(1).body());

        destination.set(OK);
        assertThat(lab.post("/api/connections/crm/check", "")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("valid");
        Received check = server.received().get(2);
        assertThat(check.path()).isEqualTo("/me");
        assertThat(check.header("X-Sign")).isEqualTo("v1 key-1:" + signature(check));
    }

    private String signature(Received request) throws GeneralSecurityException {
        String signed = request.method() + "\n" + request.path() + "\n127.0.0.1:" + server.port() + "\n"
                + request.header("X-Time") + "\n" + request.body();
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec("the signing key".getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void bodiesAreCompressedAndAnApiThatDoesNotTakeThatFailsNoRecord() throws Exception {
        make("\"request_compression\": \"gzip\"");
        destination.set(answer(415, ""));
        String run = upload("id,name\n1,Ann\n2,Bob\n");
        await().atMost(PATIENCE)
                .until(() -> lab.get("/api/connections/crm")
                        .json()
                        .path("gate")
                        .asText()
                        .contains("request-compression"));
        Received compressed = server.received().get(0);
        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        String body;
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed.bytes()))) {
            body = new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
        destination.set(OK);
        assertThat(lab.post(
                                "/api/connections/crm/reauthorize",
                                "{\"connection_params\":{\"request_compression\":\"none\"}}")
                        .status())
                .isEqualTo(200);
        assertThat(awaitDone(run).path("succeeded").asInt()).isEqualTo(2);
        Received plain = server.received().stream()
                .filter(request -> request.method().equals("POST")
                        && request.header("Content-Encoding").isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(plain.body()).isEqualTo(body);
        assertThat(plain.header("Idempotency-Key")).isEqualTo(compressed.header("Idempotency-Key"));
    }

    @Test
    void aRotatedRefreshTokenIsTheOneToUseWhoeverAsksAndAfterARestart() throws Exception {
        AtomicReference<String> good = new AtomicReference<>("refresh-0");
        AtomicInteger number = new AtomicInteger();
        AtomicReference<String> access = new AtomicReference<>("none");
        destination.set(by(request -> {
            if (!request.path().equals("/token")) {
                return request.header("Authorization").equals("Bearer " + access.get()) ? OK : answer(401, "");
            }
            if (!request.body().contains("refresh_token=" + good.get() + "&")) {
                return answer(400, "{\"error\":\"invalid_grant\"}");
            }
            good.set("refresh-" + number.incrementAndGet());
            access.set("access-" + number.get());
            return answer(
                    200,
                    "{\"access_token\":\"" + access.get() + "\",\"expires_in\":3600,\"refresh_token\":\"" + good.get()
                            + "\"}");
        }));
        String fields = """
                "auth": "oauth2", "oauth_base_url": "%s/token", "oauth_grant": "refresh_token", "client_key": "drover",
                "refresh_token": "refresh-0\"""".formatted(server.url());
        // Tried before it is saved, which takes the given token away.
        Answer tried = lab.post(
                "/api/preview/check",
                "{\"connection_params\": {\"api_base_url\": \"" + server.url() + "\", " + fields + "}}");
        assertThat(tried.status()).as(tried.body()).isEqualTo(200);
        assertThat(number).hasValue(1);
        make(fields);
        assertThat(awaitDone(upload("id\n1\n")).path("succeeded").asInt()).isEqualTo(1);
        assertThat(check().path("status").asText()).isEqualTo("valid");
        // The check took the token away that the run had, as strict servers do; a 401 gets another.
        assertThat(awaitDone(upload("id\n2\n")).path("succeeded").asInt()).isEqualTo(1);
        assertThat(lab.ask("PATCH", "/api/connections/crm", "{\"connection_params\":{\"max_retries\":5}}")
                        .status())
                .isEqualTo(200);
        assertThat(awaitDone(upload("id\n3\n")).path("succeeded").asInt()).isEqualTo(1);
        lab.stop();
        lab.start();
        assertThat(awaitDone(upload("id\n4\n")).path("succeeded").asInt()).isEqualTo(1);
        assertThat(number.get()).isGreaterThanOrEqualTo(4);

        // Somebody used it elsewhere.
        good.set("another");
        JsonNode revoked = check();
        assertThat(revoked.path("status").asText()).isEqualTo("invalid");
        assertThat(revoked.path("error_text").asText()).contains("invalid_grant", "reauthorize");
        JsonNode again = lab.post(
                        "/api/connections/crm/reauthorize", "{\"connection_params\":{\"refresh_token\":\"another\"}}")
                .json();
        assertThat(again.path("status").asText()).as(again.toString()).isEqualTo("valid");
        assertThat(again.path("secrets").path("refresh_token").path("set").asBoolean())
                .isTrue();
        assertThat(awaitDone(upload("id\n5\n")).path("succeeded").asInt()).isEqualTo(1);

        JsonNode twin = lab.post("/api/connections/crm/duplicate", "{\"copy_secrets\":true}")
                .json();
        assertThat(twin.path("status").asText()).isEqualTo("invalid");
        assertThat(twin.path("secrets").path("refresh_token").path("set").asBoolean())
                .isFalse();
    }

    private JsonNode check() {
        return lab.post("/api/connections/crm/check", "").json();
    }

    @Test
    void whatCantBeIsRefusedByField() {
        assertRefused("\"auth\": \"oauth2\", \"oauth_grant\": \"refresh_token\"", "refresh_token");
        assertRefused("\"oauth_parameters\": {\"client_id\": \"x\"}, \"auth\": \"oauth2\"", "oauth_parameters");
        assertRefused("\"auth\": \"hmac\", \"hmac_template\": \"{everything}\"", "hmac_template");
        assertRefused("\"auth\": \"hmac\", \"hmac_template\": \"{timestamp}{body}\"", "hmac_timestamp_header");
        assertRefused("\"proxy_user\": \"drover\"", "proxy_user");
        assertRefused("\"proxy_host\": \"10.0.0.1\"", "proxy_host");
        assertRefused("\"tls_trust\": \"/etc/passwd\"", "tls_trust");
        assertRefused("\"tls_client_certificate\": \"certificates/../home/state/store.db\"", "tls_client_certificate");
        assertRefused("\"tls_client_certificate\": \"certificates/none.pem\"", "tls_client_certificate");
        assertRefused("\"tls_system_trust\": false", "tls_system_trust");
        assertRefused(
                "\"request_compression\": \"gzip\", \"additional_headers\": {\"Content-Encoding\": \"br\"}",
                "additional_headers");
    }

    private void assertRefused(String fields, String field) {
        Answer answer = lab.post(
                "/api/connections",
                "{\"title\":\"x\",\"connection_params\":{\"api_base_url\":\"" + server.url() + "\"," + fields + "}}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(StreamSupport.stream(answer.json().path("errors").spliterator(), false)
                        .map(error -> error.path("field").asText()))
                .as(answer.body())
                .contains(field);
    }
}
