package io.drover.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Takes the pictures of the README anew: {@code mvn -Pbrowser verify -Dit.test=ReadmePictures}. */
class ReadmePictures extends Browsing {
    private static final Path IMAGES = Path.of("docs", "images");
    private static final int ORDERS = 5000;
    private static final int WIDTH = 1180;
    private static final List<String> CITIES = List.of("Oslo", "Graz", "Lyon", "Porto", "Turin", "Ghent", "Split");

    @Test
    void takesThemOfAShopThatRefusesSomeOrders() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        Step busy = ScriptedServer.answer(429, "{}", "Retry-After: 1");
        Step judged = ScriptedServer.by(request ->
                ScriptedServer.after(Duration.ofMillis(300 + request.bytes().length % 211), answer(request)));
        try (ScriptedServer shop = ScriptedServer.playing(
                ScriptedServer.by(request -> requests.incrementAndGet() % 83 == 0 ? busy : judged))) {
            signIn();
            firstRun();
            connect("shop", "Shop", shop.url().toString());
            connect("old-crm", "Old CRM", "http://127.0.0.1:" + ScriptedServer.closedPort());
            drover.post("/api/connections/old-crm/check", "");
            drover.post(
                    "/api/loads",
                    "{\"id\":\"orders\",\"title\":\"Orders\",\"connection\":\"shop\",\"grouping_limit\":10}");
            String run = drover.upload("orders", "orders.csv", orders());
            tab.look(WIDTH, 760, false);
            tab.go(drover.url("/runs/" + run));
            tab.await("document.body.innerText.match(/([0-9]+) s ago/)?.[1] > 19 && document.querySelector('.lane')");
            tab.awaitText("Unknown postal code");
            tab.pictureOfWindow(IMAGES.resolve("console-run.png"));
            tab.look(WIDTH, 640, true);
            tab.go(drover.url("/"));
            tab.awaitText("Needs attention");
            tab.awaitText("Latest runs");
            tab.value("new Promise((done) => setTimeout(done, 300))");
            tab.pictureOfWindow(IMAGES.resolve("console-home.png"));
        }
        assertThat(tab.complaints()).isEmpty();
    }

    private void connect(String id, String title, String url) throws IOException, InterruptedException {
        drover.post(
                "/api/connections",
                "{\"id\":\"%s\",\"title\":\"%s\",\"connection_params\":{\"api_base_url\":\"%s\",\"concurrency\":5,%s}}"
                        .formatted(id, title, url, "\"response_split_path\":\"$.errors.*,$.orders.*\""));
    }

    private static String orders() {
        StringBuilder csv = new StringBuilder("id,customer,city,amount\n");
        for (int i = 1; i <= ORDERS; i++) {
            csv.append(
                    "%d,C%d,%s,%d.%02d%n".formatted(i, 10042 + i, CITIES.get(i % 7), i * 37 % 400 + 9, i * 13 % 100));
        }
        return csv.toString();
    }

    private static Step answer(Received request) {
        ObjectNode body = Chromium.JSON.createObjectNode();
        body.putArray("orders");
        body.putArray("errors");
        try {
            for (JsonNode order : Chromium.JSON.readTree(request.body())) {
                int id = order.path("id").asInt();
                boolean unknown = id % 31 == 7;
                boolean refused = unknown || id % 83 == 12;
                ObjectNode one = body.withArray(refused ? "errors" : "orders").addObject();
                one.put("id", order.path("id").asText());
                if (refused) {
                    one.put("message", unknown ? "Unknown postal code" : "Customer C" + (10042 + id) + " is blocked");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ScriptedServer.answer(200, body.toString());
    }
}
