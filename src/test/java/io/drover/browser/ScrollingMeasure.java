package io.drover.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * How the page of a run of a million records scrolls, 10,000 of which failed for 40 causes. A measurement, run by name:
 * {@code mvn -Pbrowser verify -Dit.test=ScrollingMeasure}, of which the figures are printed.
 */
class ScrollingMeasure extends Browsing {
    private static final int BATCH = 250;
    private static final Pattern FIRST = Pattern.compile("\"id\":\"?(\\d+)");

    @Test
    void scrollsARunOfAMillionRecords() throws Exception {
        Step fine = ScriptedServer.answer(200, "[]");
        try (ScriptedServer api = ScriptedServer.playing(
                ScriptedServer.by(request -> batch(request) % 100 == 50 ? refusal(batch(request) / 100) : fine))) {
            drover.post(
                    "/api/connections",
                    "{\"id\":\"api\",\"title\":\"API\",\"connection_params\":{\"check_request\":\"none\",\"rate\":\"\","
                            + "\"api_base_url\":\"" + api.url() + "\"}}");
            drover.post(
                    "/api/loads",
                    "{\"id\":\"rows\",\"title\":\"Rows\",\"connection\":\"api\",\"grouping_limit\":" + BATCH + "}");
            String run = drover.upload("rows", "rows.csv", ManyCauses.csv(1_000_000));
            signIn();
            tab.go(drover.url("/runs/" + run));
            measure("the page while the run goes on", "document.scrollingElement", 40);
            await().atMost(Duration.ofMinutes(10))
                    .until(() -> drover.get("/api/runs/" + run).hasNonNull("ended_at"));
            tab.awaitText("Result files");
            tab.awaitText("1,000,000");
            tab.awaitText("40 causes");
            tab.press("Show all 40 causes");
            measure("the page with all causes", "document.scrollingElement", 40);
            tab.press("Show records");
            tab.await("document.querySelectorAll('.window tbody tr').length > 10");
            measure("the records of a cause", "document.querySelector('.window')", 60);
        }
        assertThat(tab.complaints()).isEmpty();
    }

    private void measure(String what, String element, int pixels) {
        System.out.println(what + ": " + Smoothness.scrolling(tab, element, pixels));
    }

    private static int batch(Received request) {
        Matcher first = FIRST.matcher(request.body());
        return first.find() ? Integer.parseInt(first.group(1)) / BATCH : 0;
    }

    private static Step refusal(int cause) {
        String letters = "" + (char) ('a' + cause / 8) + (char) ('a' + cause % 8);
        return ScriptedServer.answer(400, "{\"message\":\"rule " + letters + " refuses all of it\"}");
    }
}
