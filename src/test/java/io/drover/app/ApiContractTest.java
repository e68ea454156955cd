package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.drover.app.ApiLab.Answer;
import io.drover.connection.store.Role;
import io.drover.management.Access;
import io.drover.management.Operation;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** openapi.yaml and what is really there say the same. */
class ApiContractTest {
    private static final JsonNode DOCUMENT = document();

    @TempDir
    static Path folder;

    private static ScriptedServer server;
    private static ApiLab lab;

    /** One operation of the document. */
    private record Documented(String method, String path, String role, JsonNode json) {
        String name() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void start() throws IOException {
        server = ScriptedServer.playing(answer(200, "[]"));
        lab = new ApiLab(folder)
                .set("drover.embed.origins=https://app.example.com")
                .set("drover.connections.filed.api-base-url=" + server.url(), "drover.loads.filed.connection=filed")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        lab.close();
        server.close();
    }

    private static JsonNode document() {
        try (InputStream in =
                Objects.requireNonNull(ApiContractTest.class.getResourceAsStream("/openapi.yaml"), "openapi.yaml")) {
            return ApiLab.JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Documented> documented() {
        List<Documented> all = new ArrayList<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> all.add(new Documented(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue().path("x-drover-role").asText(),
                                operation.getValue()))));
        return all;
    }

    /** The paths that have an operation of that method. */
    static List<String> paths(String method) {
        return documented().stream()
                .filter(operation -> operation.method().equalsIgnoreCase(method))
                .map(Documented::path)
                .toList();
    }

    @Test
    void everyOperationIsDocumentedWithItsRoleAndNothingElseIs() throws IOException {
        Path other = folder.resolve("other");
        Set<String> there = new TreeSet<>();
        try (Workplace workplace = Workplace.open(lab.settings().in(other, List.of()), folder, List.of())) {
            Access access = workplace.managed().access();
            for (Operation operation :
                    workplace.managed().api(access, workplace.home()).operations()) {
                String role = operation.role().map(Role::word).orElse("anyone");
                there.add(operation.method() + " " + operation.path().text() + " " + role);
            }
        }
        Set<String> said = new TreeSet<>();
        documented().forEach(operation -> said.add(operation.name() + " " + operation.role()));
        assertThat(there).isEqualTo(said);
    }

    @Test
    void everyOperationRefusesWhoShowsNoCredentialsOrWrongOnes() {
        SoftAssertions softly = new SoftAssertions();
        for (Documented operation : documented()) {
            if (!operation.role().equals("anyone")) {
                for (String token : List.of("", "wrong", "Basic")) {
                    Answer refused = lab.as(token).ask(operation.method(), path(operation), "");
                    softly.assertThat(refused.status()).as(operation.name()).isEqualTo(401);
                    softly.assertThat(problemsOf(refused, "Problem"))
                            .as(operation.name())
                            .isEmpty();
                }
                Answer cookie = lab.as("").ask(operation.method(), path(operation), "", "Cookie", "drover_session=x");
                softly.assertThat(cookie.status()).as(operation.name()).isEqualTo(401);
            }
        }
        lab.as(ApiLab.ADMIN);
        softly.assertAll();
    }

    @Test
    void whatIsNotThereIsRefusedLikewise() {
        for (String path : List.of("/index.html", "/api", "/api/", "/api/nothing", "/api//runs", "/assets/app.js")) {
            assertThat(lab.as("").get(path).status()).as(path).isEqualTo(401);
            assertThat(lab.as(ApiLab.ADMIN).get(path).status()).as(path).isEqualTo(404);
        }
        assertThat(lab.ask("PUT", "/api/runs", "").status()).isEqualTo(405);
        assertThat(lab.ask("OPTIONS", "/api/runs", "", "Origin", "https://evil.example")
                        .whole()
                        .headers()
                        .map())
                .doesNotContainKey("access-control-allow-origin");
    }

    /** What signing in and the form within another product are made of; it tells nothing. */
    @Test
    void filesOfTheConsoleAreForThoseWhoAreSignedIn() throws Exception {
        Path console = Path.of(Objects.requireNonNull(ApiContractTest.class.getResource("/console"))
                .toURI());
        Set<String> open = new TreeSet<>();
        try (Stream<Path> files = Files.walk(console)) {
            for (Path file : files.filter(each -> each.toString().matches(".*[.](m?js|css|svg)"))
                    .toList()) {
                String name = console.relativize(file).toString();
                if (lab.as("").get("/console/" + name).status() == 200) {
                    open.add(name);
                }
                assertThat(lab.as("wrong").get("/console/" + name).status())
                        .as(name)
                        .isEqualTo(open.contains(name) ? 200 : 401);
                assertThat(lab.as(ApiLab.ADMIN).get("/console/" + name).status())
                        .as(name)
                        .isEqualTo(200);
            }
        }
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "api.js",
                        "console.css",
                        "embed.js",
                        "format.js",
                        "icon.svg",
                        "live.js",
                        "pages/schema-form.js",
                        "pages/settings.js",
                        "parts.js",
                        "sign-in.js",
                        "theme.js",
                        "ui.js",
                        "vendor/hooks.mjs",
                        "vendor/htm.mjs",
                        "vendor/preact.mjs");
    }

    @Test
    void metricsAndTheDetailsOfHealthAreForThoseWhoMaySee() {
        assertThat(lab.as("").observe("/observe/metrics").status()).isEqualTo(401);
        assertThat(lab.as("").observe("/observe/nothing").status()).isEqualTo(401);
        Answer bare = lab.as("").observe("/observe/health?exposureLevel=full&data=true");
        assertThat(bare.status()).isEqualTo(200);
        assertThat(bare.json().path("status").asText()).isEqualTo("UP");
        assertThat(bare.body()).doesNotContain("filed");
        lab.as(ApiLab.ADMIN);
        assertThat(lab.observe("/observe/health?data=true").body()).contains("connection.filed");
        assertThat(lab.observe("/observe/metrics").status()).isEqualTo(200);
    }

    @Test
    void aViewerMayLookAndNothingElse() {
        String viewer = lab.user("viewer");
        SoftAssertions softly = new SoftAssertions();
        for (Documented operation : documented()) {
            int status =
                    lab.as(viewer).ask(operation.method(), path(operation), "").status();
            if (operation.role().equals("viewer")) {
                softly.assertThat(status).as(operation.name()).isNotIn(401, 403, 405, 500);
            } else if (!operation.role().equals("anyone")) {
                softly.assertThat(status).as(operation.name()).isEqualTo(403);
            }
        }
        lab.as(ApiLab.ADMIN);
        softly.assertAll();
    }

    @Test
    void anAdministratorMayEverythingAndEachAnswerIsAsTheDocumentSays() {
        SoftAssertions softly = new SoftAssertions();
        for (Documented operation : documented()) {
            Answer answer = lab.ask(operation.method(), path(operation), body(operation));
            JsonNode response = operation.json().path("responses").path(Integer.toString(answer.status()));
            softly.assertThat(response.isMissingNode())
                    .as(operation.name() + " answered " + answer.status() + " " + answer.body())
                    .isFalse();
            if (!operation.path().equals("/api/embed")) { // which knows tokens of its own only
                softly.assertThat(answer.status()).as(operation.name()).isNotIn(401, 403, 405, 500);
            }
            String ref = response.path("content")
                    .path("application/json")
                    .path("schema")
                    .path("$ref")
                    .asText("");
            String schema = answer.status() >= 400 ? "Problem" : ref.replace("#/components/schemas/", "");
            if (!schema.isEmpty()) {
                softly.assertThat(problemsOf(answer, schema))
                        .as(operation.name())
                        .isEmpty();
            }
        }
        softly.assertAll();
    }

    /** Names of the users' document, misspelt as there where it misspells them. */
    @Test
    void everyNameOfTheUsersDocumentIsTakenAndGiven() {
        String draft =
                "{\"title\":\"seed\",\"id\":\"seed-%1$s\",\"destination_name\":\"http\",\"create_load_for_new_tables\":true,"
                        + "\"%1$s\":{\"api_base_url\":\"" + server.url()
                        + "\",\"client_secret\":\"pl4nted\",\"auth\":\"bearer\"}}";
        String list = "/api/destinations/http/connections";
        for (String params : List.of("connection_params", "conenctions_params")) {
            Answer made = lab.post(list, draft.formatted(params));
            assertThat(made.json().path("create_load_for_new_tables").asBoolean())
                    .as(made.body())
                    .isTrue();
            JsonNode got = lab.get(list + "/seed-" + params).json();
            for (String name : List.of(
                    "id",
                    "uid",
                    "title",
                    "destination_name",
                    "datasource_name",
                    "status",
                    "error_text",
                    "is_editable",
                    "created_at",
                    "updated_at",
                    "create_load_for_new_tables",
                    "connection_params",
                    "accounts_number",
                    "enabled_for_extraction_accounts_number",
                    "accounts_status",
                    "update_accounts_last_successed",
                    "update_accounts_last_succeeded",
                    "update_accounts_was_successfull",
                    "update_accounts_was_successful")) {
                assertThat(got.has(name)).as(name).isTrue();
                assertThat(DOCUMENT.at("/components/schemas/Connection/properties")
                                .has(name))
                        .as(name)
                        .isTrue();
            }
            assertThat(got.path("connection_params").path("api_base_url").asText())
                    .isEqualTo(server.url().toString());
            assertThat(got.has("api_base_url")).isFalse();
            assertThat(got.path("connection_params").has("client_secret")).isFalse();
            assertThat(got.toString()).doesNotContain("pl4nted");
            String one = list + "/seed-" + params;
            assertThat(lab.ask("PATCH", one, "{\"create_load_for_new_tables\":false}")
                            .json()
                            .path("create_load_for_new_tables")
                            .asBoolean(true))
                    .isFalse();
            Answer again = lab.post(
                    one + "/reauthorize", "{\"title\":\"new\",\"" + params + "\":{\"client_secret\":\"other\"}}");
            assertThat(again.json().path("title").asText()).as(again.body()).isEqualTo("new");
            assertThat(lab.post(one + "/check", "").json().path("status").asText())
                    .isEqualTo("valid");
            assertThat(lab.ask("DELETE", one, "").status()).isEqualTo(204);
        }
        for (String wrong : List.of(
                "{\"title\":\"x\",\"api_base_url\":\"https://api.example.com\"}",
                "{\"title\":\"x\",\"connection_params\":{\"create_load_for_new_tables\":true}}",
                "{\"title\":\"x\",\"connection_params\":{},\"conenctions_params\":{}}",
                "{\"title\":\"x\",\"connection_params\":[]}",
                "{\"title\":\"x\",\"destination_name\":\"ftp\",\"connection_params\":{\"api_base_url\":\"https://api.example.com\"}}")) {
            assertThat(lab.post("/api/connections", wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(lab.ask("PATCH", "/api/connections/filed", "{}").status()).isEqualTo(409);
    }

    @Test
    void everyParameterThatIsNotAsTheDocumentSaysIsRefusedByItsNameWithWhatWasGiven() {
        SoftAssertions softly = new SoftAssertions();
        for (Documented operation : documented()) {
            if (operation.path().equals("/api/embed")) {
                continue; // which knows tokens of its own only
            }
            assertNamed(softly, operation, "nonsense", "1");
            for (JsonNode parameter : parameters(operation)) {
                JsonNode schema = parameter.path("schema");
                String name = parameter.path("name").asText();
                List<String> bad = new ArrayList<>();
                if (schema.path("type").asText().equals("integer")) {
                    bad.addAll(List.of(
                            "abc", "1.5", Long.toString(schema.path("minimum").asLong() - 1), "9".repeat(30)));
                }
                if (schema.has("maximum")) {
                    bad.add(Long.toString(schema.path("maximum").asLong() + 1));
                }
                if (schema.has("enum") || name.equals("before")) {
                    bad.add("nonsense");
                }
                if (schema.has("maxLength")) {
                    bad.add("x".repeat(schema.path("maxLength").asInt() + 1));
                }
                bad.forEach(value -> assertNamed(softly, operation, name, value));
                schema.path("enum")
                        .forEach(word -> softly.assertThat(lab.ask(
                                                operation.method(),
                                                path(operation) + "?" + name + "=" + word.asText(),
                                                "")
                                        .status())
                                .as("%s %s", operation.name(), word)
                                .isEqualTo(200));
                if (parameter.path("required").asBoolean()) {
                    softly.assertThat(lab.ask(operation.method(), path(operation), "")
                                    .body())
                            .as(operation.name())
                            .contains("\"" + name + "\"", "but is missing");
                }
            }
        }
        softly.assertAll();
    }

    private static void assertNamed(SoftAssertions softly, Documented operation, String name, String value) {
        Answer refused = lab.ask(operation.method(), path(operation) + "?" + name + "=" + value, "");
        String what = operation.name() + "?" + name + "=" + value;
        softly.assertThat(refused.status()).as(what).isEqualTo(400);
        softly.assertThat(refused.whole().headers().firstValue("Content-Type"))
                .as(what)
                .hasValue("application/problem+json");
        String shown = "must be .*, but was '" + value.substring(0, Math.min(60, value.length())) + ".*";
        List<JsonNode> errors = new ArrayList<>();
        refused.json().path("errors").forEach(errors::add);
        softly.assertThat(errors)
                .as(what)
                .anyMatch(error -> error.path("field").asText().equals(name)
                        && error.path("message")
                                .asText()
                                .matches(name.equals("nonsense") ? "is not a parameter of this operation.*" : shown));
    }

    /** Those of the query. */
    private static List<JsonNode> parameters(Documented operation) {
        List<JsonNode> parameters = new ArrayList<>();
        operation.json().path("parameters").forEach(each -> {
            String ref = each.path("$ref").asText("").replace("#/components/parameters/", "");
            JsonNode parameter = ref.isEmpty()
                    ? each
                    : DOCUMENT.path("components").path("parameters").path(ref);
            if (parameter.path("in").asText().equals("query")) {
                parameters.add(parameter);
            }
        });
        return parameters;
    }

    @Test
    void aBodyThatIsTooLargeOrNoJsonIsRefusedWithoutBeingQuoted() {
        Answer broken = lab.post("/api/connections", "{\"client_secret\":\"pl4nted\"");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.body()).doesNotContain("pl4nted");
        Answer large = lab.post("/api/connections", "{\"title\":\"" + "x".repeat(1 << 20) + "\"}");
        assertThat(large.status()).isEqualTo(413);
        assertThat(lab.post("/api/connections", "[".repeat(100_000)).status()).isEqualTo(400);
    }

    private static String path(Documented operation) {
        return operation
                .path()
                .replace("{destination_name}", "http")
                .replace("{file}", "error")
                .replace("{name}", "nobody")
                .replace("{cause}", "c0ffee")
                .replace("{id}", operation.path().contains("/runs/") ? "20260101-000000-000-0000" : "filed");
    }

    private static String body(Documented operation) {
        String id = operation.json().path("operationId").asText();
        String unique = id.toLowerCase(Locale.ROOT);
        if (id.startsWith("createConnection")) {
            return "{\"title\":\"" + unique + "\",\"connection_params\":{\"api_base_url\":\"" + server.url() + "\"}}";
        }
        return switch (id) {
            case "previewRequest" ->
                "{\"records\":\"{}\",\"connection_params\":{\"api_base_url\":\"https://example.com\"}}";
            case "trySchema", "putSchema" -> "{\"schema\":{\"fields\":[{\"name\":\"id\"}]}}";
            case "previewCheck" ->
                "{\"connection_params\":{\"check_request\":\"none\",\"api_base_url\":\"" + server.url() + "\"}}";
            case "createEmbed" ->
                "{\"origin\":\"https://app.example.com\",\"connection_params\":{\"api_base_url\":\"" + server.url()
                        + "\"}}";
            case "previewAnswer", "keepCase" -> "{\"request\":\"{}\",\"status\":200,\"answer\":\"{}\"}";
            case "createLoad" -> "{\"title\":\"made\",\"connection\":\"filed\"}";
            case "putUser" -> "{\"role\":\"viewer\"}";
            case "signIn" -> "{\"token\":\"" + ApiLab.ADMIN + "\"}";
            default -> "";
        };
    }

    /** How the answer differs from a schema of the document. */
    private static List<String> problemsOf(Answer answer, String schema) {
        ObjectNode whole = ApiLab.JSON.createObjectNode();
        whole.put("$ref", "#/components/schemas/" + schema);
        whole.set("components", DOCUMENT.path("components"));
        List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole)
                .validate(answer.json());
        return errors.stream().map(Error::toString).toList();
    }
}
