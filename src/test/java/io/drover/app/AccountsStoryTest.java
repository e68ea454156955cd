package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
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

/** The tenants that a connection's credentials can reach, and the loads that deliver to them. */
class AccountsStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Step ORGANISATIONS = answer(200, """
            {"data": [{"id": "north", "name": "The North", "active": true},
                      {"id": "so/uth", "name": "The South", "active": true},
                      {"id": "gone", "name": "Gone", "active": false}]}""");

    @TempDir
    Path folder;

    private final AtomicReference<Step> organisations = new AtomicReference<>(ORGANISATIONS);
    private ScriptedServer server;
    private ApiLab lab;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.playing(
                by(request -> request.path().startsWith("/orgs") ? organisations.get() : answer(200, "[]")));
        lab = new ApiLab(folder);
    }

    @AfterEach
    void stop() throws IOException {
        lab.close();
        server.close();
    }

    private Answer makeConnection(String more) {
        return lab.post("/api/connections", """
                {"id": "crm", "title": "CRM", "connection_params": {"api_base_url": "%s", "api_endpoint": "/t/$account/records",
                 "additional_headers": {"X-Tenant": "$account"}, "auth": "bearer", "client_secret": "pl4nted"%s}}""".formatted(server.url(), more));
    }

    private static String asked() {
        return ", \"accounts_request\": \"GET /orgs\", \"accounts_path\": \"$.data[?(@.active == true)]\"";
    }

    private Answer makeLoad(String account) {
        return lab.post(
                "/api/loads",
                "{\"id\":\"people\",\"connection\":\"crm\",\"settle\":\"0s\",\"account\":\"" + account + "\"}");
    }

    private void awaitDone(int runs) {
        await().atMost(PATIENCE)
                .until(() ->
                        lab.get("/api/runs?state=done").json().path("items").size() == runs);
    }

    @Test
    void accountsAreFoundWhenAConnectionIsMadeAndALoadDeliversToTheOneItNames() throws IOException {
        lab.start();
        Answer made = makeConnection(asked());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        JsonNode connection = made.json();
        assertThat(connection.path("accounts").findValuesAsText("id")).containsExactly("north", "so/uth");
        assertThat(connection.path("accounts").findValuesAsText("title")).containsExactly("The North", "The South");
        assertThat(connection.path("accounts_number").asInt()).isEqualTo(2);
        assertThat(connection.path("enabled_for_extraction_accounts_number").asInt())
                .isEqualTo(2);
        assertThat(connection.path("accounts_status").asText()).isEqualTo("valid");
        assertThat(connection.path("update_accounts_was_successfull").asBoolean())
                .isTrue();
        assertThat(connection.path("update_accounts_last_successed").asText()).isNotEmpty();
        assertThat(server.received().stream()
                        .filter(request -> request.path().equals("/orgs"))
                        .findFirst()
                        .orElseThrow()
                        .header("Authorization"))
                .isEqualTo("Bearer pl4nted");

        assertThat(makeLoad("so/uth").status()).isEqualTo(201);
        lab.post("/api/loads/people/files?name=a.csv", "id\n1\n");
        awaitDone(1);
        var delivery = server.received().get(server.received().size() - 1);
        assertThat(delivery.path()).isEqualTo("/t/so%2Futh/records");
        assertThat(delivery.header("X-Tenant")).isEqualTo("so/uth");
    }

    @Test
    void anAccountThatIsNotThereOrNotEnabledIsRefusedWithThoseThatAre() throws IOException {
        lab.start();
        makeConnection(asked() + ", \"enabled_accounts\": \"north\"");
        assertThat(lab.get("/api/connections/crm")
                        .json()
                        .path("enabled_for_extraction_accounts_number")
                        .asInt())
                .isEqualTo(1);
        for (String account : new String[] {"", "west", "so/uth", "gone"}) {
            Answer refused = makeLoad(account);
            assertThat(refused.status()).as(account).isEqualTo(400);
            assertThat(refused.json().path("errors").path(0).path("field").asText())
                    .isEqualTo("account");
            assertThat(refused.json().path("errors").path(0).path("message").asText())
                    .contains("north");
        }
        assertThat(makeLoad("so/uth").body()).contains("disabled");
        assertThat(makeLoad("north").status()).isEqualTo(201);

        lab.ask("PATCH", "/api/connections/crm", "{\"connection_params\": {\"enabled_accounts\": \"none\"}}");
        JsonNode waiting = lab.get("/api/loads/people").json();
        assertThat(waiting.path("state").asText()).isEqualTo("waiting");
        assertThat(waiting.path("reason").asText()).contains("north", "disabled");
        Path file = Files.writeString(lab.home().resolve("inbox/people/a.csv"), "id\n1\n");
        await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> Files.exists(file));
        lab.ask(
                "PATCH",
                "/api/connections/crm",
                "{\"connection_params\": {\"enabled_accounts\": [\"north\", \"so/uth\"]}}");
        awaitDone(1);
    }

    @Test
    void aSearchThatFailsKeepsWhatWasFoundAndSaysWhy() throws IOException {
        lab.start();
        makeConnection(asked());
        organisations.set(answer(500, "pl4nted"));
        JsonNode failed = lab.post("/api/connections/crm/check", "").json();
        assertThat(failed.path("status").asText()).isEqualTo("valid");
        assertThat(failed.path("accounts_status").asText()).isEqualTo("invalid");
        assertThat(failed.path("accounts_error_text").asText()).contains("500");
        assertThat(failed.path("update_accounts_was_successfull").asBoolean()).isFalse();
        assertThat(failed.path("update_accounts_last_successed").asText()).isNotEmpty();
        assertThat(failed.path("accounts_number").asInt()).isEqualTo(2);
        assertThat(failed.toString()).doesNotContain("pl4nted");

        lab.stop();
        lab.start();
        assertThat(lab.get("/api/connections/crm").json().path("accounts").findValuesAsText("id"))
                .containsExactly("north", "so/uth");
        organisations.set(answer(200, "{\"data\": [{\"id\": \"west\", \"active\": true}]}"));
        JsonNode found = lab.post(
                        "/api/connections/crm/reauthorize", "{\"connection_params\": {\"client_secret\": \"other\"}}")
                .json();
        assertThat(found.path("accounts").findValuesAsText("id")).containsExactly("west");
        assertThat(found.path("accounts").findValuesAsText("title")).containsExactly("west");
    }

    @Test
    void withoutARequestTheConnectionIsItsOneAccount() throws IOException {
        lab.start();
        JsonNode connection = makeConnection("").json();
        assertThat(connection.path("accounts").findValuesAsText("id")).containsExactly("crm");
        assertThat(connection.path("accounts_status").asText()).isEqualTo("new");
        assertThat(lab.post("/api/connections/crm/check", "")
                        .json()
                        .path("accounts_status")
                        .asText())
                .isEqualTo("valid");
        assertThat(makeLoad("west").body()).contains("crm");
        assertThat(makeLoad("").status()).isEqualTo(201);
        lab.post("/api/loads/people/files?name=a.csv", "id,account\n1,west\n");
        awaitDone(1);
        assertThat(server.received().get(server.received().size() - 1).path()).isEqualTo("/t/crm/records");
    }

    @Test
    void aLoadOfTheFileWaitsUntilItsAccountIsFound() throws IOException {
        organisations.set(answer(200, "[]"));
        lab.set(
                        "drover.connections.crm.api-base-url=" + server.url(),
                        "drover.connections.crm.api-endpoint=/t/$account",
                        "drover.connections.crm.accounts-request=GET /orgs",
                        "drover.connections.crm.accounts-path=$.data.*.id",
                        "drover.loads.people.connection=crm",
                        "drover.loads.people.account=north",
                        "drover.loads.people.settle=0s")
                .start();
        Path file = Files.writeString(lab.home().resolve("inbox/people/a.csv"), "id\n1\n");
        await().atMost(PATIENCE)
                .until(() -> lab.get("/api/connections/crm")
                        .json()
                        .path("accounts_status")
                        .asText()
                        .equals("valid"));
        assertThat(lab.get("/api/loads/people").json().path("reason").asText()).contains("none is known");
        assertThat(file).exists();
        organisations.set(ORGANISATIONS);
        lab.post("/api/connections/crm/check", "");
        awaitDone(1);
        assertThat(server.received().get(server.received().size() - 1).path()).isEqualTo("/t/north");
    }

    @Test
    void aFileLoadedByCommandLooksForTheAccountItself() throws IOException {
        CliLab cli = new CliLab(folder);
        Files.writeString(folder.resolve("application.properties"), """
                drover.connections.crm.api-base-url=%s
                drover.connections.crm.api-endpoint=/t/$account
                drover.connections.crm.accounts-request=GET /orgs
                drover.connections.crm.accounts-path=$.data
                drover.loads.people.connection=crm
                drover.loads.people.account=north
                drover.loads.lost.connection=crm
                drover.loads.lost.account=west
                """.formatted(server.url()));
        Path file = Files.writeString(folder.resolve("a.csv"), "id\n1\n");
        assertThat(cli.run("load", file.toString(), "--load", "lost")).isEqualTo(2);
        assertThat(cli.err()).contains("west", "north");
        assertThat(cli.run("load", file.toString(), "--load", "people"))
                .as(cli.err())
                .isZero();
        assertThat(server.received().get(server.received().size() - 1).path()).isEqualTo("/t/north");
    }
}
