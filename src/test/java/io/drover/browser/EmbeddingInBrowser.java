package io.drover.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The form for a connection within the page of another product, which is of another site than Drover. */
class EmbeddingInBrowser extends Browsing {
    private static final String SECRET = "pl4nted-s3cret";

    private final ScriptedServer product = page();
    private final ScriptedServer stranger = page();
    private final ScriptedServer api = serving(ScriptedServer.by(request ->
            ScriptedServer.answer(("Bearer " + SECRET).equals(request.header("authorization")) ? 200 : 401, "{}")));

    @Override
    String settings() {
        return "drover.embed.origins=" + origin(product);
    }

    private static ScriptedServer serving(Step step) {
        try {
            return ScriptedServer.playing(step);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page that shows what its address names, and keeps what it is told. */
    private static ScriptedServer page() {
        return serving(ScriptedServer.answer(200, """
                <!doctype html><title>Product</title><iframe id="form" title="Connect" width="600" height="700"></iframe>
                <script>
                  const told = [];
                  addEventListener('message', (event) => told.push({...event.data, origin: event.origin}));
                  document.getElementById('form').src = decodeURIComponent(location.hash.slice(1));
                </script>
                """, "Content-Type: text/html"));
    }

    private static String origin(ScriptedServer server) {
        return "http://localhost:" + server.port();
    }

    @AfterEach
    void closeServers() throws Exception {
        product.close();
        stranger.close();
        api.close();
    }

    private String form(String more) throws Exception {
        JsonNode made = drover.post(
                "/api/embeds",
                "{\"origin\":\"" + origin(product)
                        + "\",\"title\":\"Shop of Ada\",\"connection_params\":{\"auth\":\"bearer\","
                        + "\"api_base_url\":\"" + api.url() + "\",\"check_request\":\"GET /me\"}" + more + "}");
        return drover.url(made.path("url").asText());
    }

    private Tab shownBy(ScriptedServer page, String form) {
        tab.go(origin(page) + "/#" + URLEncoder.encode(form, StandardCharsets.UTF_8));
        return browser.frame("/embed/connection/");
    }

    @Test
    void usersOfAnotherProductEnterCredentialsThatItNeverSees() throws Exception {
        try (Tab form = shownBy(product, form(""))) {
            form.awaitText("Shop of Ada");
            assertThat(problems(form, "the embedded form")).isEmpty();
            form.type("[name=client_secret]", "wrong");
            form.press("Connect");
            form.awaitText("the credentials are refused");
            form.type("[name=client_secret]", SECRET);
            form.press("Connect");
            form.awaitText("Connected.");
            tab.await("told.some((each) => each.type === 'created')");
            JsonNode told = tab.value("told.find((each) => each.type === 'created')");
            assertThat(told.path("connection").asText()).isEqualTo("shop-of-ada");
            assertThat(told.path("origin").asText() + "/").isEqualTo(drover.url("/"));
            assertThat(tab.value("JSON.stringify(told)").asText()).doesNotContain(SECRET);
            assertThat(form.complaints()).isEmpty();
        }
        JsonNode made = drover.get("/api/connections/shop-of-ada");
        assertThat(made.path("status").asText()).isEqualTo("valid");
        assertThat(drover.get("/api/connections/shop-of-ada/events").toString()).contains("by an embedded form");
    }

    @Test
    void aFormThatWasUsedOrIsNotKnownSaysSo() throws Exception {
        String form = form("");
        try (Tab first = shownBy(product, form)) {
            first.type("[name=client_secret]", SECRET);
            first.press("Connect");
            first.awaitText("Connected.");
        }
        tab.go("about:blank");
        try (Tab again = shownBy(product, form)) {
            again.awaitText("This form was used already");
        }
    }

    @Test
    void pagesOfOtherOriginsCanShowNeitherTheFormNorTheConsole() throws Exception {
        refused(stranger, form(""), 1);
        refused(product, drover.url("/sign-in"), 2);
        assertThat(tab.value("told.length").asInt()).isZero();
    }

    private void refused(ScriptedServer page, String address, int times) {
        tab.go(origin(page) + "/#" + URLEncoder.encode(address, StandardCharsets.UTF_8));
        Awaitility.await(address)
                .atMost(Duration.ofSeconds(60))
                .until(() -> times
                        == tab.complaints().stream()
                                .filter(each -> each.contains("frame-ancestors"))
                                .count());
    }
}
