package io.drover.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Received;
import io.drover.testing.ScriptedServer.Step;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of a run of a million records, 10,000 of which failed for 40 causes. */
class ScrollingInBrowser extends Browsing {
    private static final int BATCH = 250;
    private static final Pattern FIRST = Pattern.compile("\"id\":\"?(\\d+)");
    /** What 60 frames a second leave for one. */
    private static final double FRAME_MILLIS = 1000.0 / 60;

    @Test
    void aRunOfAMillionRecordsScrollsSmoothly() throws Exception {
        Step fine = ScriptedServer.answer(200, "[]");
        try (ScriptedServer api = ScriptedServer.playing(
                ScriptedServer.by(request -> batch(request) % 100 == 50 ? refusal(batch(request) / 100) : fine))) {
            drover.post(
                    "/api/connections",
                    "{\"id\":\"api\",\"title\":\"API\",\"check_request\":\"none\",\"rate\":\"\",\"api_base_url\":\""
                            + api.url() + "\"}");
            drover.post(
                    "/api/loads",
                    "{\"id\":\"rows\",\"title\":\"Rows\",\"connection\":\"api\",\"grouping_limit\":" + BATCH + "}");
            String run = drover.upload("rows", "rows.csv", ManyCauses.csv(1_000_000));
            signIn();
            tab.go(drover.url("/runs/" + run));
            measure("the page while the run goes on", "document.scrollingElement", 40);
            org.awaitility.Awaitility.await()
                    .atMost(java.time.Duration.ofMinutes(10))
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
        Smoothness smoothness = Smoothness.scrolling(tab, element, pixels);
        System.out.println(what + ": " + smoothness);
        assertThat(smoothness.millisPerFrame())
                .as("processor time per frame, scrolling " + what)
                .isLessThan(FRAME_MILLIS);
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
