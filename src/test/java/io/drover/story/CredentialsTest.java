package io.drover.story;

import static io.drover.testing.ScriptedServer.after;
import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is calling, and that nobody else learns it. */
class CredentialsTest {
    private static final Step OK = answer(200, "[]");
    private static final String SECRET = "client-secret=s3cret-vAlue";
    private static final List<String> OAUTH =
            List.of("auth=oauth2", "oauth-base-url=URL/token", "client-key=drover", SECRET);

    @RegisterExtension
    static final DroverHome HOME = home();

    private static DroverHome home() {
        DroverHome home = new DroverHome()
                .connection("header", "auth=header", "auth-header=X-API-Key", SECRET)
                .connection("basic", "auth=basic", "client-key=us\u00e9r", SECRET)
                .connection("bearer", "auth=bearer", SECRET)
                .connection("tokens");
        for (String name : List.of("shared", "early", "once", "refused", "endpoint-500", "endpoint-401")) {
            home.connection(name, OAUTH.toArray(new String[0]));
        }
        home.connection("endpoint-down", OAUTH.toArray(new String[0]));
        return home.set("endpoint-down", "oauth-base-url=" + home.url("tokens") + "/token", "max-retries=0")
                .set("shared", "concurrency=8")
                .set("early", "concurrency=2")
                .set("once", "concurrency=4", "max-retries=0")
                .set("refused", "max-retries=0")
                .set("endpoint-500", "max-retries=0")
                .set("endpoint-401", "max-retries=0");
    }

    @AfterAll
    static void noSecretIsWrittenAnywhere() throws IOException {
        try (Stream<Path> files = Files.walk(HOME.folders().home())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes).as(file.toString()).doesNotContain("s3cret", "t0ken");
            }
        }
    }

    @Story
    void aHeaderCarriesTheSecret() throws IOException {
        ScriptedServer server = HOME.serve("header", OK);

        HOME.load("header", 4).succeeds(4);

        assertThat(server.received()).hasSize(2).allSatisfy(request -> {
            assertThat(request.header("X-API-Key")).isEqualTo("s3cret-vAlue");
            assertThat(request.headerNames()).doesNotContain("authorization");
        });
    }

    @Story
    void basicCarriesKeyAndSecret() throws IOException {
        ScriptedServer server = HOME.serve("basic", OK);

        HOME.load("basic", 4).succeeds(4);

        assertThat(server.received())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.header("Authorization"))
                        .isEqualTo("Basic " + encoded("us\u00e9r:s3cret-vAlue")));
    }

    @Story
    void bearerCarriesTheSecretAsToken() throws IOException {
        ScriptedServer server = HOME.serve("bearer", answer(400, "{\"message\":\"no\"}"));

        HOME.load("bearer", 4).fails(4, "http");

        assertThat(server.received())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEqualTo("Bearer s3cret-vAlue"));
    }

    @Story
    void allWorkersShareOneToken() throws IOException {
        ScriptedServer server = HOME.serve(
                "shared", by(request -> isToken(request) ? after(Duration.ofMillis(200), token(1, 3600)) : OK));

        HOME.load("shared", 80).succeeds(80).took(40, 0, 0);

        List<Received> asked =
                server.received().stream().filter(CredentialsTest::isToken).toList();
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).body())
                .isEqualTo("grant_type=client_credentials&client_id=drover&client_secret=s3cret-vAlue");
        assertThat(asked.get(0).header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(server.received())
                .filteredOn(request -> !isToken(request))
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEqualTo("Bearer t0ken-1"));
    }

    @Story
    void aTokenIsRenewedBeforeItExpires() throws IOException {
        AtomicInteger issued = new AtomicInteger();
        Map<String, Long> issuedAt = new ConcurrentHashMap<>();
        ScriptedServer server = HOME.serve("early", by(request -> {
            if (isToken(request)) {
                int number = issued.incrementAndGet();
                issuedAt.put("Bearer t0ken-" + number, request.atNanos());
                return token(number, 1);
            }
            long age = request.atNanos() - issuedAt.getOrDefault(request.header("Authorization"), 0L);
            // It is taken for longer than it was said to be: a slow machine sends late what it prepared in time.
            boolean taken = age < Duration.ofSeconds(20).toNanos();
            return after(Duration.ofMillis(100), taken ? OK : answer(401, "expired"));
        }));

        HOME.load("early", 80).succeeds(80).took(40, 0, 0);

        assertThat(issued).hasValueBetween(2, 40);
        assertThat(server.received()).hasSize(40 + issued.get());
    }

    @Story
    void aTokenThatIsNoLongerTakenIsRenewedOnce() throws IOException {
        AtomicInteger issued = new AtomicInteger();
        AtomicReference<String> good = new AtomicReference<>("");
        ScriptedServer server = HOME.serve("once", by(request -> {
            if (isToken(request)) {
                good.set("Bearer t0ken-" + issued.incrementAndGet());
                return after(Duration.ofMillis(50), token(issued.get(), 3600));
            }
            if (request.body().contains("name 11\"") && issued.get() == 1) {
                good.set("none");
            }
            return request.header("Authorization").equals(good.get())
                    ? OK
                    : answer(401, "{\"error\":\"invalid_token\"}");
        }));

        Loaded loaded = HOME.load("once", 40).succeeds(40);

        assertThat(issued).hasValue(2);
        assertThat(loaded.summary().tally().retries()).isZero();
        assertThat(server.received())
                .hasSize(Math.toIntExact(loaded.summary().tally().requests()) + 2);
        assertThat(loaded.summary().tally().requests()).isBetween(21L, 24L);
    }

    @Story
    void aTokenThatIsNeverTakenBurnsNoRecord() throws Exception {
        AtomicReference<Step> answer = new AtomicReference<>(answer(401, ""));
        AtomicInteger issued = new AtomicInteger();
        ScriptedServer server = HOME.serve(
                "refused", by(request -> isToken(request) ? token(issued.incrementAndGet(), 3600) : answer.get()));
        CompletableFuture<Optional<Loaded>> loading = HOME.loading("refused", DroverHome.records(10));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> issued.get() > 1);
        Awaitility.await().during(Duration.ofMillis(1200)).until(() -> !loading.isDone());
        // With the first token, with a new one, and then only to see whether anything has changed.
        assertThat(server.received()).hasSizeLessThanOrEqualTo(10);

        answer.set(OK);

        loading.get(15, TimeUnit.SECONDS).orElseThrow().succeeds(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "401"})
    @Execution(ExecutionMode.CONCURRENT)
    void aTokenEndpointThatRefusesBurnsNoRecord(String status) throws Exception {
        AtomicReference<Step> tokens = new AtomicReference<>(answer(Integer.parseInt(status), "s3cret-vAlue?"));
        ScriptedServer server = HOME.serve("endpoint-" + status, by(request -> isToken(request) ? tokens.get() : OK));
        CompletableFuture<Optional<Loaded>> loading = HOME.loading("endpoint-" + status, DroverHome.records(10));
        Awaitility.await().during(Duration.ofMillis(1200)).until(() -> !loading.isDone());
        assertThat(server.received()).allMatch(CredentialsTest::isToken).hasSizeLessThanOrEqualTo(6);

        tokens.set(token(1, 3600));

        loading.get(15, TimeUnit.SECONDS).orElseThrow().succeeds(10).took(5, 0, 0);
    }

    @Story
    void aTokenEndpointThatIsDownBurnsNoRecord() throws Exception {
        HOME.refuse("tokens");
        ScriptedServer server = HOME.serve("endpoint-down", OK);
        CompletableFuture<Optional<Loaded>> loading = HOME.loading("endpoint-down", DroverHome.records(10));
        Awaitility.await().during(Duration.ofMillis(1200)).until(() -> !loading.isDone());
        assertThat(server.received()).isEmpty();

        HOME.serve("tokens", token(1, 3600));

        loading.get(15, TimeUnit.SECONDS).orElseThrow().succeeds(10).took(5, 0, 0);
    }

    @Story
    void noSecretIsLoggedAtTheFinestLevel() throws Exception {
        try (DroverHome home = new DroverHome().connection("api", OAUTH.toArray(new String[0]))) {
            AtomicInteger issued = new AtomicInteger();
            ScriptedServer server = home.serve("api", by(request -> {
                if (isToken(request)) {
                    return issued.incrementAndGet() == 1 ? answer(500, "") : token(issued.get(), 3600);
                }
                return issued.get() == 2 ? answer(401, "") : request.body().contains("name 3") ? answer(400, "") : OK;
            }));

            String log;
            String file = home.file("api", DroverHome.records(4));
            try (DroverProcess process = home.process("DEBUG", List.of(), "load", file, "--load", "api")) {
                log = process.awaitEnd();
            }

            assertThat(server.received()).hasSizeGreaterThan(5);
            assertThat(log)
                    .contains("DEBUG", "Batch was sent.", "Run finished.")
                    .doesNotContain("s3cret", "t0ken");
        }
    }

    private static boolean isToken(Received request) {
        return request.path().equals("/token");
    }

    private static Step token(int number, int seconds) {
        return answer(
                200,
                "{\"access_token\":\"t0ken-" + number + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}");
    }

    private static String encoded(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
