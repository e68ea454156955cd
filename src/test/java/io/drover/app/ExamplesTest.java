package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.load.Load;
import io.drover.result.Summary;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/doors.md, each as it stands in its folder, through the real routes to a real server. */
class ExamplesTest {
    private static final Path JSLT = Path.of("docs/examples/jslt");
    private static final Path HMAC = Path.of("docs/examples/hmac");
    private static final Path WEBHOOK = Path.of("docs/examples/webhook");
    private static final String SECRET = "it's a ${secret}; {x} $1";
    private static final String CUSTOMERS = """
            id,first,last,age,tags,status
            1,Ann,Lee,31,new|vip,active
            2,Bob,Ray,x,,inactive
            3,Cid,Fox,x,,active
            """;

    @TempDir
    Path folder;

    private ScriptedServer server;
    private DoorsLab lab;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.playing(answer(200, "[]"));
        lab = new DoorsLab(folder, server);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private DoorsLab jslt(DoorsLab where) throws IOException {
        return where.set("customers.jslt=file:" + folder.resolve("routes/customers.jslt"));
    }

    private static void assertSigned(Received request, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signed = request.header("X-Timestamp") + "." + request.body();
            String expected = HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            assertThat(request.header("X-Timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            assertThat(request.header("X-Signature")).isEqualTo(expected);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void jsltMakesEachRecordOrLeavesItOut() throws IOException {
        jslt(lab).routesOf(JSLT);
        Summary summary = lab.load("customers.csv", CUSTOMERS);
        assertThat(server.received())
                .extracting(Received::body)
                .containsExactly(
                        "[{\"id\":\"1\",\"name\":{\"first\":\"Ann\",\"last\":\"Lee\"},\"age\":31,\"tags\":[\"new\",\"vip\"]}]",
                        "[{\"id\":\"3\",\"name\":{\"first\":\"Cid\",\"last\":\"Fox\"}}]");
        assertThat(summary.tally().filtered()).isEqualTo(1);
        assertThat(lab.rows(summary.successFile()).get(1)).startsWith("1,Ann,Lee,31,new|vip,active,1,2,1,1,200");
    }

    @Test
    void jsltKeepsTheDigitsOfNumbers() throws IOException {
        jslt(lab).routesOf(JSLT);
        lab.load("customers.jsonl", "{\"id\":12345678901234567890123,\"first\":1.50,\"last\":1e400,\"tags\":\"\"}\n");
        assertThat(server.received().get(0).body())
                .startsWith("[{\"id\":12345678901234567890123,\"name\":{\"first\":1.50,");
    }

    @Test
    void everyAttemptIsSigned() throws IOException {
        try (ScriptedServer busy = ScriptedServer.playing(answer(503, "busy"), answer(200, "[]"))) {
            DoorsLab signing = new DoorsLab(folder, busy).set("signing.secret=" + SECRET);
            signing.set("drover.connections.crm.backoff=10ms").routesOf(HMAC);
            signing.load("customers.csv", "id,name\n1,J\u00f6rg\n");
            assertThat(busy.received()).hasSize(2).allSatisfy(request -> assertSigned(request, SECRET));
            assertThat(busy.received())
                    .extracting(Received::body)
                    .containsOnly("[{\"id\":\"1\",\"name\":\"J\u00f6rg\"}]");
            assertThat(busy.received().stream()
                            .map(request -> request.header("Idempotency-Key"))
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void withoutItsSecretNothingIsSentAndNothingIsLost() throws IOException {
        lab.set("signing.secret=").routesOf(HMAC);
        Path file = lab.file("customers.csv", CUSTOMERS);
        assertThat(lab.tryLoad(file)).isEmpty();
        assertThat(server.received()).isEmpty();
        Summary summary = new DoorsLab(folder, server)
                .set("signing.secret=s")
                .tryLoad(file)
                .orElseThrow();
        assertThat(summary.tally().succeeded()).isEqualTo(3);
        assertThat(server.received()).isNotEmpty().allSatisfy(request -> assertSigned(request, "s"));
    }

    @Test
    void theWebhookIsToldTheSummary() throws IOException {
        try (ScriptedServer hook = ScriptedServer.playing(answer(503, ""), answer(200, ""))) {
            lab.set("webhook.url=" + hook.url() + "/hook")
                    .set("webhook.delay=10")
                    .routesOf(WEBHOOK);
            Summary summary = lab.load("customers.csv", CUSTOMERS);
            assertThat(hook.received()).hasSize(2);
            Received told = hook.received().get(1);
            assertThat(told.method()).isEqualTo("POST");
            assertThat(told.path()).isEqualTo("/hook");
            assertThat(told.header("Content-Type")).isEqualTo("application/json");
            JsonNode body = new ObjectMapper().readTree(told.body());
            assertThat(body.path("run").textValue()).isEqualTo(summary.run());
            assertThat(body.path("succeeded").intValue()).isEqualTo(3);
        }
    }

    @Test
    void aWebhookThatFailsChangesNothing() throws IOException {
        try (ScriptedServer hook = ScriptedServer.playing(answer(500, ""))) {
            lab.set("webhook.url=" + hook.url()).set("webhook.delay=10").routesOf(WEBHOOK);
            Summary summary = lab.load("customers.csv", CUSTOMERS);
            assertThat(summary.state()).isEqualTo("done");
            assertThat(hook.received()).hasSize(3);
        }
    }

    @Test
    void allDoorsTogetherSendTheSameAgainAfterAStop() throws IOException {
        Path file = lab.file("customers.csv", CUSTOMERS + "4,Dan,Ash,7,,active\n5,Eve,Elm,8,,active\n");
        Received before;
        try (ScriptedServer stuck = ScriptedServer.playing(answer(200, "[]"), answer(503, "busy"));
                ScriptedServer hook = ScriptedServer.playing(answer(200, ""))) {
            before = stoppedInItsSecondBatch(all(new DoorsLab(folder, stuck), hook), file, stuck);
            all(lab, hook);
            assertThat(hook.received()).isEmpty();
            Summary summary = lab.tryLoad(file).orElseThrow();
            assertThat(lab.proof(summary)).isEmpty();
            assertThat(summary.tally().succeeded()).isEqualTo(4);
            assertThat(summary.tally().filtered()).isEqualTo(1);
            assertThat(hook.received()).hasSize(1);
        }
        Received again = server.received().get(0);
        assertThat(again.body()).isEqualTo(before.body()).startsWith("[{\"id\":\"3\"");
        assertThat(again.header("Idempotency-Key")).isEqualTo(before.header("Idempotency-Key"));
        assertSigned(before, SECRET);
        assertSigned(again, SECRET);
    }

    private DoorsLab all(DoorsLab where, ScriptedServer hook) throws IOException {
        if (!folder.resolve("routes").toFile().exists()) {
            where.routesOf(JSLT).routesOf(HMAC).routesOf(WEBHOOK);
        }
        return jslt(where).set("signing.secret=" + SECRET).set("webhook.url=" + hook.url());
    }

    private static Received stoppedInItsSecondBatch(DoorsLab before, Path file, ScriptedServer stuck)
            throws IOException {
        Load load = before.set("drover.connections.crm.backoff=1m").settings().requireLoad("customers");
        CompletableFuture<Optional<Summary>> loading;
        try (Drover drover = before.start()) {
            loading = CompletableFuture.supplyAsync(() -> {
                try {
                    return drover.load(file, load, false);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            await().atMost(Duration.ofSeconds(20)).until(() -> stuck.received().size() == 2);
        }
        assertThat(loading).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Optional.empty());
        return stuck.received().get(1);
    }
}
