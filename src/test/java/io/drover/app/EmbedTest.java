package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.app.ApiLab.Answer;
import io.drover.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forms for other products: what their tokens are good for, and what not. */
class EmbedTest {
    private static final String ORIGIN = "https://app.example.com";
    private static final String SECRET = "pl4nted-s3cret";
    private static final String RIGHT = "{\"connection_params\":{\"client_secret\":\"" + SECRET + "\"}}";
    private static final String WRONG = "{\"connection_params\":{\"client_secret\":\"wrong-wrong\"}}";

    @TempDir
    Path folder;

    private ScriptedServer server;
    private ApiLab lab;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.playing(ScriptedServer.by(request ->
                ScriptedServer.answer(("Bearer " + SECRET).equals(request.header("authorization")) ? 200 : 401, "{}")));
        lab = new ApiLab(folder).set("drover.embed.origins=" + ORIGIN).start();
    }

    @AfterEach
    void stop() throws IOException {
        lab.close();
        server.close();
    }

    private Answer make(String more) {
        return lab.as(ApiLab.ADMIN)
                .post(
                        "/api/embeds",
                        "{\"origin\":\"" + ORIGIN + "\",\"connection_params\":{\"auth\":\"bearer\",\"api_base_url\":\""
                                + server.url() + "\",\"check_request\":\"GET /me\"}" + more + "}");
    }

    private String token(String more) {
        Answer made = make(more);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("token").asText();
    }

    private Answer enter(String token, String body) {
        return lab.as(token).post("/api/embed", body);
    }

    @Test
    void wrongCredentialsLeaveNothingBehindAndRightOnesMakeTheConnectionOnce() {
        String token = token(",\"title\":\"Shop\"");
        Answer refused = enter(token, WRONG);
        assertThat(refused.json().path("outcome").asText()).isEqualTo("refused");
        assertThat(refused.json().path("message").asText()).contains("the credentials are refused");
        assertThat(lab.as(ApiLab.ADMIN)
                        .get("/api/connections")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(enter(token, RIGHT).json().path("connection").asText()).isEqualTo("shop");
        assertThat(enter(token, RIGHT).status()).isEqualTo(401);
        assertThat(lab.get("/api/embed").status()).isEqualTo(401);
        JsonNode made = lab.as(ApiLab.ADMIN).get("/api/connections/shop").json();
        assertThat(made.path("status").asText()).isEqualTo("valid");
        assertThat(made.toString()).doesNotContain(SECRET);
    }

    @Test
    void aTokenEndsAfterFiveTries() {
        String token = token(",\"title\":\"Shop\"");
        for (int i = 0; i < 5; i++) {
            assertThat(enter(token, WRONG).status()).isEqualTo(200);
        }
        assertThat(enter(token, RIGHT).status()).isEqualTo(401);
    }

    @Test
    void aTokenOpensNothingButItsForm() {
        String token = token(",\"title\":\"Shop\"");
        assertThat(lab.as(token).get("/api/connections").status()).isEqualTo(401);
        assertThat(lab.as(token).get("/connections").status()).isEqualTo(401);
        JsonNode form = lab.get("/api/embed").json();
        assertThat(form.path("schema").path("properties").propertyStream().map(java.util.Map.Entry::getKey))
                .containsExactly("client_secret");
        assertThat(form.toString()).doesNotContain(server.url().toString());
        Answer elsewhere = enter(token, "{\"connection_params\":{\"api_base_url\":\"http://127.0.0.1:1\"}}");
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("is not a field of this form");
        assertThat(lab.as(ApiLab.ADMIN).get("/api/embed").status()).isEqualTo(401);
    }

    @Test
    void aConnectionIsReauthorizedButLeadsWhereItLed() {
        lab.post(
                "/api/connections",
                "{\"id\":\"crm\",\"title\":\"CRM\",\"connection_params\":{\"auth\":\"bearer\",\"client_secret\":\"outdated-one\","
                        + "\"check_request\":\"GET /me\",\"api_base_url\":\"" + server.url() + "\"}}");
        String start = "{\"origin\":\"" + ORIGIN + "\",\"connection\":\"crm\"";
        Answer leading = lab.post("/api/embeds", start + ",\"fields\":[\"api_base_url\",\"client_secret\"]}");
        assertThat(leading.status()).isEqualTo(400);
        assertThat(leading.body()).contains("can't say where a connection leads");
        String token = lab.post("/api/embeds", start + "}").json().path("token").asText();
        assertThat(enter(token, RIGHT).json().path("outcome").asText()).isEqualTo("reauthorized");
        lab.as(ApiLab.ADMIN);
        assertThat(lab.get("/api/connections/crm").json().path("status").asText())
                .isEqualTo("valid");
        assertThat(lab.get("/api/connections/crm/events").body()).contains("configured by an embedded form");
    }

    @Test
    void onlyOriginsOfTheConfigurationGetAFormAndOnlyTheFormCanBeFramed() {
        Answer stranger = lab.post("/api/embeds", "{\"origin\":\"https://evil.example\"}");
        assertThat(stranger.status()).isEqualTo(400);
        assertThat(stranger.body()).contains("drover.embed.origins");
        assertThat(policy("/embed/connection/new")).contains("frame-ancestors " + ORIGIN);
        assertThat(policy("/sign-in")).contains("frame-ancestors 'none'");
        assertThat(policy("/")).contains("frame-ancestors 'none'");
        assertThat(policy("/api/embed")).contains("frame-ancestors 'none'");
    }

    private String policy(String path) {
        return lab.get(path)
                .whole()
                .headers()
                .firstValue("Content-Security-Policy")
                .orElse("");
    }
}
