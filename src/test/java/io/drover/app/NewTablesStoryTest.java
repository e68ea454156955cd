package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.app.ApiLab.Answer;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of tables that have no load yet. */
class NewTablesStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private ScriptedServer server;
    private ApiLab lab;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.playing(answer(200, "[]"));
        lab = new ApiLab(folder).start();
    }

    @AfterEach
    void stop() throws IOException {
        lab.close();
        server.close();
    }

    private void makeConnection(boolean createLoads, String more) {
        Answer made = lab.post("/api/connections", """
                {"id": "crm", "title": "CRM", "create_load_for_new_tables": %s,
                 "connection_params": {"api_base_url": "%s", "api_endpoint": "/records",
                 "load_template": {"settle": "0s", "grouping_limit": "7"}%s}}""".formatted(createLoads, server.url(), more));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    private Path drop(String file, String content) throws IOException {
        Path path = lab.home().resolve("inbox/crm").resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        return Files.writeString(path, content);
    }

    private JsonNode waiting() {
        return lab.get("/api/connections/crm").json().path("waiting_tables");
    }

    private void awaitDone(int runs) {
        await().atMost(PATIENCE)
                .until(() ->
                        lab.get("/api/runs?state=done").json().path("items").size() == runs);
    }

    @Test
    void aFileOfATableWithoutALoadWaitsUntouchedUntilTheFlagIsOn() throws IOException {
        makeConnection(false, "");
        Path file = drop("Customers/a.csv", "id\n1\n");
        drop("Customers/.b.csv.part", "id\n");
        await().atMost(PATIENCE).until(() -> waiting().size() == 1);
        assertThat(waiting().path(0).path("table").asText()).isEqualTo("Customers");
        assertThat(waiting().path(0).path("files").asInt()).isEqualTo(1);
        assertThat(waiting().path(0).path("reason").asText()).contains("create_load_for_new_tables is off");
        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> Files.exists(file));
        assertThat(lab.get("/api/loads").json().path("total").asInt()).isZero();

        lab.ask("PATCH", "/api/connections/crm", "{\"create_load_for_new_tables\": true}");
        awaitDone(1);
        JsonNode load = lab.get("/api/loads/customers").json();
        assertThat(load.path("connection").asText()).isEqualTo("crm");
        assertThat(load.path("inbox").asText()).isEqualTo("inbox/crm/Customers");
        assertThat(load.path("grouping_limit").asInt()).isEqualTo(7);
        assertThat(load.path("title").asText()).isEqualTo("Customers");
        assertThat(load.path("is_editable").asBoolean()).isTrue();
        assertThat(lab.get("/api/loads/customers/events").json().path("items").findValuesAsText("actor"))
                .containsExactly("drover");
        assertThat(waiting()).isEmpty();
        assertThat(lab.ask("PATCH", "/api/loads/customers", "{\"settle\": \"10ms\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatWasStartedAndWhatWaitsSurvivesARestart() throws IOException {
        makeConnection(true, "");
        drop("orders/a.csv", "id\n1\n");
        awaitDone(1);
        lab.ask("PATCH", "/api/connections/crm", "{\"create_load_for_new_tables\": \"false\"}");
        Path waits = drop("bills/a.csv", "id\n2\n");
        lab.stop();
        drop("orders/b.csv", "id\n3\n");
        lab.start();
        awaitDone(2);
        await().atMost(PATIENCE).until(() -> waiting().size() == 1);
        assertThat(waits).exists();
        assertThat(lab.get("/api/loads").json().path("items").findValuesAsText("id"))
                .containsExactly("orders");
    }

    @Test
    void namesThatCanBeNoLoadWaitAndSayWhy() throws IOException {
        makeConnection(true, ", \"table_pattern\": \"(?<table>.*)-[0-9]+[.]csv\"");
        Path dots = drop("..-1.csv", "id\n1\n");
        Path spaced = drop("our customers/a.csv", "id\n1\n");
        Path linked = lab.home().resolve("inbox/crm/linked");
        Files.createSymbolicLink(linked, Files.createDirectories(folder.resolve("outside")));
        Files.writeString(folder.resolve("outside/a.csv"), "id\n1\n");
        // Hidden names are left alone altogether, links and folders outside are not looked into.
        await().atMost(PATIENCE).until(() -> waiting().size() == 1);
        assertThat(waiting().path(0).path("table").asText()).isEqualTo("our customers");
        assertThat(waiting().path(0).path("reason").asText()).contains("letters, digits");
        Path blank = drop("-1.csv", "id\n1\n");
        await().atMost(PATIENCE).until(() -> waiting().size() == 2);
        await().during(Duration.ofSeconds(2))
                .atMost(PATIENCE)
                .until(() -> Files.exists(dots) && Files.exists(spaced) && Files.exists(blank));
        assertThat(lab.get("/api/loads").json().path("total").asInt()).isZero();
    }

    @Test
    void theNameOfAFileNamesItsTable() throws IOException {
        makeConnection(false, ", \"table_pattern\": \"(?<table>[a-z]+)-[0-9]+[.]csv\"");
        Path early = drop("orders-1.csv", "id\n1\n");
        Path other = drop("readme.csv", "id\n1\n");
        await().atMost(PATIENCE).until(() -> waiting().size() == 1);
        assertThat(waiting().path(0).path("table").asText()).isEqualTo("orders");
        assertThat(early).exists();
        lab.ask("PATCH", "/api/connections/crm", "{\"create_load_for_new_tables\": true}");
        awaitDone(1);
        drop("orders-2.csv", "id\n2\n");
        drop("orders/c.csv", "id\n3\n");
        awaitDone(3);
        assertThat(other).exists();
        assertThat(lab.get("/api/loads").json().path("items").findValuesAsText("id"))
                .containsExactly("orders");
    }

    @Test
    void aTableWithTheNameOfAnotherLoadGetsALoadOfItsOwn() throws IOException {
        makeConnection(false, "");
        lab.post("/api/loads", "{\"id\":\"orders\",\"connection\":\"crm\"}");
        lab.ask("PATCH", "/api/connections/crm", "{\"create_load_for_new_tables\": true}");
        drop("orders/a.csv", "id\n1\n");
        awaitDone(1);
        assertThat(lab.get("/api/loads/crm-orders").json().path("inbox").asText())
                .isEqualTo("inbox/crm/orders");
    }

    @Test
    void aTemplateThatIsNoLoadIsRefused() {
        for (String template : new String[] {
            "{\"grouping_limit\": \"0\"}",
            "{\"groupin_limit\": \"1\"}",
            "{\"Inbox\": \"inbox/x\"}",
            "{\"connection\": \"other\"}",
            "{\"Schema\": \"/etc/passwd\"}",
            "{\"sort_headers\": \"a\"}",
            "[1]"
        }) {
            Answer refused = lab.post(
                    "/api/connections",
                    "{\"title\":\"x\",\"connection_params\":{\"api_base_url\":\"" + server.url()
                            + "\",\"load_template\":" + template + "}}");
            assertThat(refused.status()).as(template + refused.body()).isEqualTo(400);
            assertThat(refused.json().path("errors").path(0).path("field").asText())
                    .as(template)
                    .isEqualTo("load_template");
        }
        assertThat(lab.post(
                                "/api/connections",
                                "{\"title\":\"x\",\"connection_params\":{\"api_base_url\":\"" + server.url()
                                        + "\",\"tables_inbox\":\"../x\"}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aConnectionOfTheFileStartsLoadsToo() throws IOException {
        lab.stop();
        lab.set(
                        "drover.connections.crm.api-base-url=" + server.url(),
                        "drover.connections.crm.create-load-for-new-tables=true",
                        "drover.connections.crm.load-template={\"settle\":\"0s\",\"wait-for-marker\":\"true\"}",
                        "drover.connections.crm.table-pattern=(?<table>[a-z]+)-[0-9]+[.]csv")
                .start();
        assertThat(lab.get("/api/connections/crm")
                        .json()
                        .path("create_load_for_new_tables")
                        .asBoolean())
                .isTrue();
        Path file = drop("orders-1.csv", "id\n1\n");
        await().atMost(PATIENCE).until(() -> waiting().size() == 1);
        assertThat(file).exists();
        drop("orders-1.csv.ok", "");
        awaitDone(1);
        assertThat(file).doesNotExist();
    }
}
