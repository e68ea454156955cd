package io.drover.app;

import static io.drover.testing.ScriptedServer.answer;
import static io.drover.testing.ScriptedServer.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.testing.Certificates;
import io.drover.testing.Java;
import io.drover.testing.Ports;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a run with faults in a process of its own, nothing that Drover wrote holds a planted secret in any form. */
class PlantedSecretsTest {
    private static final String SECRET = "pl4nted/\"secret+ 1";
    private static final String TOKEN = "t0ken/of=planted+kind";
    private static final String ADMIN = "4dmin-token-of-this-test";
    private static final String REFRESH = "r3fresh/of+planted=kind";
    private static final String SUCCESSOR = "r3fresh/of+the=next";
    private static final String PARAMETER = "p4rameter of+tokens";
    private static final String SIGNING = "s1gning/key+of \"mine";
    private static final String PROXY = "pr0xy/password+of me";
    private static final String LOCK = "l0ck/of+the key";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<String> answers = new ArrayList<>();
    private int port;
    private int management;

    @Test
    void nothingThatWasWrittenHoldsASecret() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing(by(request -> {
            if (request.path().equals("/token")) {
                String next =
                        request.body().contains("refresh_token") ? ",\"refresh_token\":\"" + SUCCESSOR + "\"" : "";
                return answer(200, "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":3600" + next + "}");
            }
            // The worst of servers gives everything back that it was sent, in each form.
            ObjectNode echo = ApiLab.JSON.createObjectNode();
            echo.put(
                    "message",
                    String.join(" ", forms(request.header("X-Signature").isEmpty() ? SECRET : SIGNING)) + " "
                            + request.header("Authorization") + " " + request.header("Proxy-Authorization"));
            return answer(
                    request.body().contains("Bob") ? 422 : request.body().contains("Cid") ? 503 : 200, echo.toString());
        }))) {
            Process process = start();
            try {
                port = await().atMost(PATIENCE).until(this::findPort, found -> found > 0);
                use(server);
            } finally {
                process.destroy();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }
        scan();
    }

    private void use(ScriptedServer server) throws Exception {
        ObjectNode connection = params(server);
        connection
                .put("auth", "oauth2")
                .put("oauth_base_url", server.url() + "/token")
                .put("client_key", "drover")
                .put("client_secret", SECRET)
                .put("max_retries", 1)
                .put("backoff", "10ms");
        connection.putObject("additional_headers").put("X-Api-Key", SECRET.replace("\"", ""));
        assertThat(ask("POST", "/api/connections", draft("crm", connection))
                        .path("id")
                        .asText())
                .isEqualTo("crm");
        ask("POST", "/api/loads", "{\"id\":\"people\",\"connection\":\"crm\"}");
        String run = ask("POST", "/api/loads/people/files?name=a.csv", "id,name\n1,Ann\n2,Bob\n3,Cid\n")
                .path("run")
                .asText();
        await().atMost(PATIENCE)
                .until(() -> ask("GET", "/api/runs/" + run, "")
                        .path("state")
                        .asText()
                        .equals("done"));
        useOthers(server);
        ask("POST", "/api/connections/crm/check", "");
        ask("POST", "/api/connections/crm/duplicate", "{\"copy_secrets\":true}");
        ask("POST", "/api/secrets/rotate", "");
        ask("PATCH", "/api/connections/crm", draft("crm", connection.put("max_retries", "none")));
        lookAtEverything(run);
        ask("POST", "/api/loads/people/plan?name=a.csv", "id,name\n1,Ann\n");
    }

    /** Every operation that only looks, of the connection, load and run at hand; then metrics and health. */
    private void lookAtEverything(String run) throws IOException, InterruptedException {
        for (String template : ApiContractTest.paths("get")) {
            String cause = ask("GET", "/api/runs/" + run + "/causes", "")
                    .path("items")
                    .path(0)
                    .path("key")
                    .asText();
            String path = template.replace("{destination_name}", "http")
                    .replace("{file}", "error")
                    .replace("{cause}", cause)
                    .replace(
                            "{id}",
                            template.contains("/runs/") ? run : template.contains("/loads/") ? "people" : "crm");
            ask("GET", path + (path.endsWith("attempts") ? "?batch=1" : path.endsWith("request") ? "?row=0" : ""), "");
        }
        assertThat(ask(management, "GET", "/observe/metrics", "")).isNotEmpty();
        assertThat(ask(management, "GET", "/observe/health?data=true", "")).isNotEmpty();
        assertThat(answers).anyMatch(answer -> answer.contains("drover_requests_total"));
    }

    /** The other ways of showing who sends, each with a run and a check. */
    private void useOthers(ScriptedServer server) throws Exception {
        Certificates.Client client = new Certificates(Files.createDirectory(folder.resolve("keys"))).client("drover");
        Path files = Files.createDirectory(folder.resolve("certificates"));
        Files.writeString(files.resolve("c.pem"), client.certificatePem() + client.lockedKeyPem(LOCK));
        ObjectNode signed = params(server).put("auth", "hmac").put("client_secret", SIGNING);
        signed.put("tls_client_certificate", "certificates/c.pem").put("tls_client_key_password", LOCK);
        // This server takes whole URLs, so it is a proxy as well.
        signed.put("proxy_host", "127.0.0.1").put("proxy_port", server.port());
        signed.put("proxy_user", "drover").put("proxy_password", PROXY);
        ObjectNode refreshing = params(server).put("auth", "oauth2");
        refreshing.put("oauth_base_url", server.url() + "/token").put("client_key", "drover");
        refreshing.put("oauth_grant", "refresh_token").put("refresh_token", REFRESH);
        refreshing.put("oauth_client_auth", "basic").put("client_secret", SECRET);
        refreshing.putObject("oauth_parameters").put("resource", PARAMETER);
        for (String name : List.of("signed", "refreshing")) {
            assertThat(ask("POST", "/api/connections", draft(name, name.equals("signed") ? signed : refreshing))
                            .path("id")
                            .asText())
                    .isEqualTo(name);
            ask("POST", "/api/loads", "{\"id\":\"" + name + "\",\"connection\":\"" + name + "\"}");
            String run = ask("POST", "/api/loads/" + name + "/files?name=a.csv", "id,name\n1,Ann\n2,Bob\n")
                    .path("run")
                    .asText();
            await().atMost(PATIENCE)
                    .until(() -> ask("GET", "/api/runs/" + run, "")
                            .path("state")
                            .asText()
                            .equals("done"));
            ask("GET", "/api/runs/" + run + "/errors", "");
            ask("POST", "/api/connections/" + name + "/check", "");
        }
        assertThat(server.received())
                .anySatisfy(request ->
                        assertThat(request.header("Proxy-Authorization")).isNotEmpty());
        assertThat(server.received())
                .anySatisfy(request -> assertThat(request.body()).contains("grant_type=refresh_token"));
    }

    private static ObjectNode params(ScriptedServer server) {
        ObjectNode params = ApiLab.JSON.createObjectNode();
        params.put("api_base_url", server.url().toString());
        params.putObject("parse_path_map").put("error_message", "$.message");
        return params;
    }

    private static String draft(String title, ObjectNode params) {
        ObjectNode draft = ApiLab.JSON.createObjectNode().put("title", title);
        draft.set("connection_params", params);
        return draft.toString();
    }

    private void scan() throws IOException {
        List<String> wanted = new ArrayList<>(forms(SECRET));
        wanted.addAll(forms(TOKEN));
        wanted.addAll(forms(SECRET.replace("\"", "")));
        List.of(REFRESH, SUCCESSOR, PARAMETER, SIGNING, PROXY, LOCK, "drover:" + PROXY)
                .forEach(secret -> wanted.addAll(forms(secret)));
        wanted.add(ADMIN);
        assertThat(String.join("\n", answers)).doesNotContain(wanted).contains("*****");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("application.properties")) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(wanted);
                }
            }
        }
        assertThat(folder.resolve("log")).content().contains("DEBUG", "Batch was sent.");
    }

    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return List.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                secret.replace("\"", "\\\""));
    }

    private Process start() throws IOException {
        try (ServerSocket free = Ports.listen()) {
            management = free.getLocalPort();
        }
        Files.writeString(folder.resolve("application.properties"), """
                drover.home=home
                drover.server.port=0
                drover.management.port=%d
                drover.log.level=DEBUG
                drover.api.allowed-hosts=127.0.0.1
                drover.api.token=%s
                """.formatted(management, ADMIN));
        return new ProcessBuilder(Java.program(), "-cp", System.getProperty("java.class.path"), "io.drover.app.Main")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** Where commands of this machine find it. */
    private int findPort() {
        return LocalDoor.find(folder.resolve("home/state"))
                .map(LocalDoor.Address::port)
                .orElse(0);
    }

    private JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        String answer = ask(port, method, path, body);
        try {
            return ApiLab.JSON.readTree(answer);
        } catch (JsonProcessingException aFile) {
            return ApiLab.JSON.missingNode();
        }
    }

    private String ask(int at, String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
                .header("Authorization", "Bearer " + ADMIN)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(method + " " + path).isLessThan(500);
        answers.add(response.body());
        return response.body();
    }
}
