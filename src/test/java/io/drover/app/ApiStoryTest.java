package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static io.drover.testing.ScriptedServer.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.app.ApiLab.Answer;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody does with connections, loads and runs while Drover is at work. */
class ApiStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Step OK = answer(200, "[]");
    private static final String RECORDS = "id,name\n1,Ann\n2,Bob\n3,Cid\n4,Dan\n";

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

    private void makeConnection() {
        Answer made = lab.post("/api/destinations/http/connections", """
                {"title": "Our CRM", "id": "crm", "create_load_for_new_tables": false,
                 "conenctions_params": {"api_base_url": "%s", "api_endpoint": "/records", "concurrency": 1,
                   "auth": "bearer", "client_secret": "pl4nted", "backoff": "10ms"}}""".formatted(server.url()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private void makeLoad() {
        Answer made = lab.post("/api/loads", "{\"id\":\"customers\",\"connection\":\"crm\",\"settle\":\"0s\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("inbox").asText()).isEqualTo("inbox/customers");
    }

    private String upload(String records) {
        Answer taken = lab.post("/api/loads/customers/files?name=a.csv", records);
        assertThat(taken.status()).as(taken.body()).isEqualTo(202);
        return taken.json().path("run").asText();
    }

    private JsonNode awaitState(String run, String state) {
        await().atMost(PATIENCE)
                .until(() -> lab.get("/api/runs/" + run)
                        .json()
                        .path("state")
                        .asText()
                        .equals(state));
        return lab.get("/api/runs/" + run).json();
    }

    @Test
    void whatIsMadeTakesEffectAtOnceAndSurvivesARestart() throws IOException {
        makeConnection();
        makeLoad();
        destination.set(by(request -> request.body().contains("Bob") ? answer(422, "{\"message\":\"no\"}") : OK));
        JsonNode done = awaitState(upload(RECORDS), "done");
        assertThat(done.path("succeeded").asInt()).isEqualTo(3);
        assertThat(done.path("failed").asInt()).isEqualTo(1);
        assertThat(server.received().get(0).header("Authorization")).isEqualTo("Bearer pl4nted");

        String run = done.path("run").asText();
        Answer errors = lab.get("/api/runs/" + run + "/errors?limit=1");
        assertThat(errors.json().path("items").path(0).path("name").asText()).isEqualTo("Bob");
        assertThat(errors.json().path("items").path(0).path("_class").asText()).isEqualTo("http");
        assertThat(lab.get("/api/runs/" + run + "/request").status()).isEqualTo(400);
        assertThat(lab.get("/api/runs/" + run + "/files/success").body())
                .contains("1,Ann")
                .doesNotContain("Bob");
        assertThat(lab.post("/api/loads/customers/files?name=b.csv", RECORDS).status())
                .isEqualTo(409);

        destination.set(OK);
        String replay =
                lab.post("/api/runs/" + run + "/replay", "").json().path("run").asText();
        JsonNode replayed = awaitState(replay, "done");
        assertThat(replayed.path("succeeded").asInt()).isEqualTo(1);
        assertThat(replayed.path("parent_run").asText()).isEqualTo(run);

        lab.stop();
        lab.start();
        Files.writeString(lab.home().resolve("inbox/customers/c.csv"), "id,name\n5,Eve\n");
        await().atMost(PATIENCE)
                .until(() ->
                        lab.get("/api/runs?state=done").json().path("items").size() == 3);
        assertThat(lab.get("/api/connections/crm/events").json().path("items").findValuesAsText("what"))
                .containsExactly("created");
    }

    @Test
    void everyNameThatIsAllowedWorks() throws IOException {
        String id = "0_my-c__m_";
        String params = "\"connection_params\":{\"api_base_url\":\"" + server.url() + "\"}";
        Answer made = lab.post("/api/connections", "{\"id\":\"" + id + "\",\"title\":\"x\"," + params + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Answer load = lab.post("/api/loads", "{\"id\":\"" + id + "\",\"connection\":\"" + id + "\"}");
        assertThat(load.status()).as(load.body()).isEqualTo(201);
        for (int i = 0; i < 3; i++) {
            Answer taken = lab.post("/api/loads/" + id + "/files?name=a.csv", "id\n" + i + "\n");
            awaitState(taken.json().path("run").asText(), "done");
            if (i == 0) {
                lab.ask("PATCH", "/api/connections/" + id, "{\"connection_params\":{\"api_endpoint\":\"/v2\"}}");
            } else {
                lab.stop();
                lab.start();
            }
        }
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void anUploadThatNoInboxWouldTakeIsRefusedWithTheReason() throws IOException {
        makeConnection();
        makeLoad();
        lab.ask("PATCH", "/api/loads/customers", "{\"include\":\"customers-.*[.]csv\",\"wait_for_marker\":true}");
        for (String paused : new String[] {"resume", "pause"}) {
            lab.post("/api/loads/customers/" + paused, "");
            for (String name : new String[] {
                "orders-1.csv",
                "customers-1.csv.part",
                ".customers-1.csv",
                "~$customers-1.csv",
                "..%2Fcustomers-1.csv",
                "customers-1.csv%00",
                "x%5Ccustomers-1.csv",
                "customers-" + "%E6%BC%A2".repeat(80) + ".csv"
            }) {
                for (String operation : new String[] {"files?", "part?count=1&"}) {
                    Answer refused = lab.post("/api/loads/customers/" + operation + "name=" + name, RECORDS);
                    assertThat(refused.status()).as(name).isEqualTo(400);
                    assertThat(refused.json()
                                    .path("errors")
                                    .path(0)
                                    .path("field")
                                    .asText())
                            .as(name)
                            .isEqualTo("name");
                }
            }
            assertThat(lab.post("/api/loads/customers/files?name=orders-1.csv", RECORDS)
                            .body())
                    .contains("must match the field include of the load, customers-.*[.]csv, but was 'orders-1.csv'");
        }
        Answer part = lab.post("/api/loads/customers/part?count=1&name=customers-1.csv", RECORDS);
        assertThat(part.status()).isEqualTo(409);
        assertThat(part.body()).contains("first-1-customers-1.csv", "include");
        assertThat(lab.post("/api/loads/customers/files?name=customers-1.csv", RECORDS)
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("waiting");
        Answer again = lab.post("/api/loads/customers/files?name=customers-1.csv", RECORDS);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body()).contains("waits in the inbox already");
        try (var files = Files.list(lab.home().resolve("inbox/customers"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("customers-1.csv", "customers-1.csv.ok");
        }
        lab.post("/api/loads/customers/resume", "");
        await().atMost(PATIENCE)
                .until(() ->
                        lab.get("/api/runs?state=done").json().path("items").size() == 1);
    }

    @Test
    void whatIsInUseIsNotDeletedAndWhatIsDeletedIsGone() throws IOException {
        makeConnection();
        makeLoad();
        Answer refused = lab.ask("DELETE", "/api/connections/crm", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("customers");
        assertThat(lab.ask("DELETE", "/api/loads/customers", "").status()).isEqualTo(204);
        assertThat(lab.ask("DELETE", "/api/connections/crm", "").status()).isEqualTo(204);
        assertThat(lab.get("/api/connections").json().path("total").asInt()).isZero();
        Path file = Files.writeString(lab.home().resolve("inbox/customers/a.csv"), RECORDS);
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> Files.exists(file));
        makeConnection();
        makeLoad();
        await().atMost(PATIENCE).until(() -> !Files.exists(file));
    }

    @Test
    void aChangedConnectionIsUsedByTheNextRun() throws IOException {
        makeConnection();
        makeLoad();
        awaitState(upload(RECORDS), "done");
        Answer changed = lab.ask(
                "PATCH",
                "/api/connections/crm",
                "{\"connection_params\":{\"api_endpoint\":\"/v2\"},\"title\":\"CRM 2\"}");
        assertThat(changed.json().path("title").asText()).isEqualTo("CRM 2");
        awaitState(upload("id,name\n7,Gus\n"), "done");
        assertThat(server.received().get(server.received().size() - 1).path()).isEqualTo("/v2");
    }

    @Test
    void anInvalidConnectionKeepsItsFilesUntilItIsReauthorized() throws IOException {
        makeConnection();
        makeLoad();
        destination.set(by(request ->
                request.header("Authorization").equals("Bearer better") ? OK : answer(401, "{\"token\":\"pl4nted\"}")));
        JsonNode checked = lab.post("/api/connections/crm/check", "").json();
        assertThat(checked.path("status").asText()).isEqualTo("invalid");
        assertThat(checked.path("error_text").asText()).contains("401", "refused");
        Path file = Files.writeString(lab.home().resolve("inbox/customers/a.csv"), RECORDS);
        Answer uploaded = lab.post("/api/loads/customers/files?name=b.csv", "id,name\n9,Ida\n");
        assertThat(uploaded.json().path("state").asText()).isEqualTo("waiting");
        assertThat(lab.get("/api/loads/customers").json().path("reason").asText())
                .contains("invalid");
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> Files.exists(file));

        Answer again =
                lab.post("/api/connections/crm/reauthorize", "{\"connection_params\":{\"client_secret\":\"better\"}}");
        assertThat(again.json().path("status").asText()).as(again.body()).isEqualTo("valid");
        await().atMost(PATIENCE)
                .until(() ->
                        lab.get("/api/runs?state=done").json().path("items").size() == 2);
    }

    @Test
    void aRunThatWaitsForCredentialsGoesOnWithNewOnes() throws IOException {
        makeConnection();
        makeLoad();
        destination.set(by(request -> request.header("Authorization").equals("Bearer better") ? OK : answer(401, "")));
        String run = upload(RECORDS);
        await().atMost(PATIENCE)
                .until(() ->
                        lab.get("/api/runs/" + run).json().path("gate").asText().contains("down"));
        lab.post("/api/connections/crm/reauthorize", "{\"connection_params\":{\"client_secret\":\"better\"}}");
        assertThat(awaitState(run, "done").path("succeeded").asInt()).isEqualTo(4);
    }

    /** One of two senders has lost its probe to silence; only a check lets the other one try before it times out. */
    @Test
    void aCheckThatPassesLetsARunGoOnAtOnce() throws IOException {
        makeConnection();
        makeLoad();
        lab.ask("PATCH", "/api/connections/crm", """
                {"connection_params": {"concurrency": 2, "response_timeout": "10m", "max_retries": 0,
                  "pause_after_exhausted": 1}}""");
        destination.set(by(request -> request.body().contains("Ann") ? OK : answer(503, "")));
        String run = upload(RECORDS);
        await().atMost(PATIENCE)
                .until(() ->
                        lab.get("/api/runs/" + run).json().path("gate").asText().contains("down"));
        destination.set(silence());
        int before = server.received().size();
        await().atMost(PATIENCE).until(() -> server.received().size() > before);
        destination.set(OK);
        JsonNode checked = lab.post("/api/connections/crm/check", "").json();
        assertThat(checked.path("status").asText()).isEqualTo("valid");
        await().atMost(PATIENCE)
                .until(() ->
                        lab.get("/api/runs/" + run).json().path("succeeded").asInt() == 3);
        lab.post("/api/runs/" + run + "/cancel", "");
    }

    @Test
    void aRunIsPausedAndResumedAndCancelled() throws IOException {
        makeConnection();
        makeLoad();
        destination.set(answer(503, ""));
        lab.ask(
                "PATCH",
                "/api/connections/crm",
                "{\"connection_params\":{\"max_retries\":1000,\"backoff\":\"100ms\",\"max_backoff\":\"100ms\"}}");
        String run = upload(RECORDS);
        await().atMost(PATIENCE)
                .until(() -> lab.get("/api/runs/" + run).json().path("requests").asInt() > 0);
        assertThat(lab.post("/api/runs/" + run + "/pause", "").status()).isEqualTo(202);
        awaitState(run, "paused");
        lab.stop();
        lab.start();
        assertThat(awaitState(run, "paused").path("reason").asText()).contains("paused");
        assertThat(lab.post("/api/runs/" + run + "/resume", "").status()).isEqualTo(202);
        awaitState(run, "running");
        assertThat(lab.post("/api/runs/" + run + "/cancel", "").status()).isEqualTo(202);
        JsonNode cancelled = awaitState(run, "cancelled");
        assertThat(cancelled.path("failed").asInt()).isEqualTo(4);
        assertThat(cancelled.path("errors_by_class").path("unprocessed").asInt())
                .isEqualTo(4);
    }

    @Test
    void aRefusedFieldIsNamedAndNothingIsRecorded() {
        Answer refused = lab.post(
                "/api/connections",
                "{\"title\":\"x\",\"connection_params\":{\"api_base_url\":\"ftp://a\",\"max_retries\":\"many\","
                        + "\"client_secret\":\"pl4nted\"}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("errors").findValuesAsText("field")).contains("api_base_url", "max_retries");
        assertThat(refused.body()).doesNotContain("pl4nted");
        for (String url : new String[] {
            "http://api.example.com",
            "https://localhost",
            "https://10.0.0.1",
            "https://169.254.169.254",
            "https://[::1]"
        }) {
            Answer outside = lab.post(
                    "/api/connections", "{\"title\":\"x\",\"connection_params\":{\"api_base_url\":\"" + url + "\"}}");
            assertThat(outside.status()).as(url).isEqualTo(400);
            assertThat(outside.json().path("errors").path(0).path("field").asText())
                    .as(url)
                    .isEqualTo("api_base_url");
        }
        assertThat(lab.post("/api/connections", "{\"title\":\"x\",\"connection_params\":{\"api_base_uri\":\"\"}}")
                        .body())
                .contains("api_base_url");
        assertThat(lab.post(
                                "/api/connections",
                                "{\"title\":\"x\",\"connection_params\":{\"client_secrets\":\"pl4nted\"}}")
                        .body())
                .contains("is it client_secret?")
                .doesNotContain("pl4nted");
        assertThat(lab.post("/api/connections", "{\"title\":\"x\",\"connections_params\":{}}")
                        .body())
                .contains("is it connection_params?");
        assertThat(lab.post("/api/loads", "{\"title\":\"x\",\"connection\":\"nobody\"}")
                        .body())
                .contains("\"connection\"");
        makeConnection();
        Answer outside =
                lab.post("/api/loads", "{\"title\":\"x\",\"connection\":\"crm\",\"inbox\":\"inbox/../../etc\"}");
        assertThat(outside.json().path("errors").path(0).path("field").asText()).isEqualTo("inbox");
        assertThat(lab.get("/api/connections").json().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void aSessionIsForItsOwnOriginAndWrongPasswordsAreCounted() {
        lab.ask("PUT", "/api/users/ann", "{\"role\":\"operator\",\"password\":\"correct horse battery\"}");
        lab.as("");
        Answer signedIn = lab.post("/api/session", "{\"user\":\"ann\",\"password\":\"correct horse battery\"}");
        String cookie = signedIn.whole().headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
        String[] session = {"Cookie", cookie.substring(0, cookie.indexOf(';'))};
        assertThat(lab.ask("GET", "/api/session", "", session)
                        .json()
                        .path("role")
                        .asText())
                .isEqualTo("operator");
        assertThat(lab.ask("DELETE", "/api/session", "", session).status()).isEqualTo(403);
        String[] ours = {session[0], session[1], "X-Drover-Request", "1"};
        String[] theirs = {session[0], session[1], "X-Drover-Request", "1", "Origin", "https://evil.example"};
        assertThat(lab.ask("DELETE", "/api/session", "", theirs).status()).isEqualTo(403);
        assertThat(lab.ask("DELETE", "/api/session", "", ours).status()).isEqualTo(204);
        assertThat(lab.ask("GET", "/api/session", "", session).status()).isEqualTo(401);
        for (int i = 0; i < 5; i++) {
            assertThat(lab.post("/api/session", "{\"user\":\"ann\",\"password\":\"guess\"}")
                            .status())
                    .isEqualTo(401);
        }
        Answer limited = lab.post("/api/session", "{\"user\":\"ann\",\"password\":\"correct horse battery\"}");
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.whole().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void whatIsSealedWithAnotherKeySaysSoAndIsMendedByACheckOrNewSecrets() throws IOException {
        makeConnection();
        makeLoad();
        Path key = lab.home().resolve("state/secrets.key");
        for (boolean keyComesBack : new boolean[] {true, false}) {
            lab.post("/api/connections/crm/check", "");
            lab.stop();
            Path kept = Files.move(key, folder.resolve("kept"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            lab.start();
            JsonNode unusable = lab.get("/api/connections/crm").json();
            assertThat(unusable.path("status").asText()).isEqualTo("invalid");
            assertThat(unusable.path("error_text").asText()).contains("client_secret", "can't be opened with the key");
            assertThat(lab.get("/api/loads/customers").json().path("state").asText())
                    .isEqualTo("waiting");
            Path file = Files.writeString(
                    lab.home().resolve("inbox/customers/" + keyComesBack + ".csv"), "id\n" + keyComesBack);
            assertThat(lab.post("/api/connections/crm/check", "")
                            .json()
                            .path("status")
                            .asText())
                    .isEqualTo("invalid");
            if (keyComesBack) {
                lab.stop();
                Files.move(kept, key, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                lab.start();
            } else {
                lab.post("/api/connections/crm/reauthorize", "{\"connection_params\":{\"client_secret\":\"pl4nted\"}}");
            }
            assertThat(lab.get("/api/connections/crm").json().path("status").asText())
                    .isEqualTo("valid");
            await().atMost(PATIENCE).until(() -> !Files.exists(file));
        }
    }

    @Test
    void aCopyHasNoSecretsUnlessAsked() {
        makeConnection();
        JsonNode without =
                lab.post("/api/connections/crm/duplicate", "{\"id\":\"b\"}").json();
        assertThat(without.path("status").asText()).isEqualTo("invalid");
        assertThat(without.path("secrets").path("client_secret").path("set").asBoolean())
                .isFalse();
        JsonNode given = lab.post(
                        "/api/connections/b/reauthorize", "{\"connection_params\":{\"client_secret\":\"another\"}}")
                .json();
        assertThat(given.path("status").asText()).isEqualTo("valid");
        JsonNode with = lab.post("/api/connections/crm/duplicate", "{\"id\":\"c\",\"copy_secrets\":true}")
                .json();
        assertThat(with.path("secrets").path("client_secret").path("set").asBoolean())
                .isTrue();
        assertThat(with.toString()).doesNotContain("pl4nted");
        assertThat(lab.post("/api/secrets/rotate", "").json().path("sealed").asInt())
                .isEqualTo(3);
    }

    @Test
    void theErrorFileIsReadInTheCharsetOfTheLoad() throws IOException {
        makeConnection();
        makeLoad();
        destination.set(answer(422, "{}"));
        for (String charset : new String[] {"windows-1252", "UTF-16", "UTF-16LE"}) {
            lab.ask("PATCH", "/api/loads/customers", "{\"charset\":\"" + charset + "\"}");
            Path file = lab.home().resolve("inbox/customers/" + charset + ".csv");
            Files.write(
                    file,
                    "id,name\n1,\"Zoë\nMüller\"\n2,Łukasz\n".replace("Ł", "L").getBytes(charset));
            await().atMost(PATIENCE)
                    .until(() -> lab.get("/api/runs?state=done&limit=1")
                            .json()
                            .path("items")
                            .path(0)
                            .path("file")
                            .asText()
                            .equals(charset + ".csv"));
            lab.ask("PATCH", "/api/loads/customers", "{\"charset\":\"UTF-8\"}");
            String run = lab.get("/api/runs?limit=1")
                    .json()
                    .path("items")
                    .path(0)
                    .path("run")
                    .asText();
            JsonNode page =
                    lab.get("/api/runs/" + run + "/errors?offset=0&limit=1").json();
            assertThat(page.path("items").path(0).path("name").asText())
                    .as(charset)
                    .isEqualTo("Zoë\nMüller");
            assertThat(page.path("columns").path(0).asText()).isEqualTo("id");
            String cause = lab.get("/api/runs/" + run + "/causes")
                    .json()
                    .path("items")
                    .path(0)
                    .path("key")
                    .asText();
            JsonNode records = lab.get("/api/runs/" + run + "/causes/" + cause + "/records")
                    .json();
            assertThat(records.toString()).as(charset).contains("Zoë", "Lukasz");
        }
    }
}
