package io.drover.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import org.junit.jupiter.api.Test;

/** What goes wrong, found out and put right in the console alone. */
class TroubleInBrowser extends Browsing {
    private static final String SECRET = "pl4nted-s3cret";

    @Test
    void aWrongPasswordPausesTheRunAndARightOneLetsItGoOn() throws Exception {
        try (ScriptedServer api = ScriptedServer.playing(ScriptedServer.by(request -> ScriptedServer.answer(
                ("Bearer " + SECRET).equals(request.header("authorization")) ? 200 : 401, "[]")))) {
            drover.post(
                    "/api/connections",
                    "{\"id\":\"api\",\"title\":\"API\",\"connection_params\":{\"auth\":\"bearer\",\"client_secret\":\"wrong-wrong\",\"api_base_url\":\""
                            + api.url() + "\"}}");
            drover.post("/api/loads", "{\"id\":\"rows\",\"title\":\"Rows\",\"connection\":\"api\"}");
            String run = drover.upload("rows", "rows.csv", "id\n1\n2\n3\n");
            signIn();
            tab.go(drover.url("/runs/" + run));
            tab.awaitText("The destination can't be used.");
            tab.awaitText("401");
            assertThat(problems("a run that waits for credentials")).isEmpty();
            tab.go(drover.url("/connections/api"));
            tab.press("Reauthorize");
            tab.press("Replace");
            tab.type("dialog [type=password]", SECRET);
            tab.press("Save and check");
            tab.awaitText("They work.");
            tab.go(drover.url("/runs/" + run));
            tab.awaitText("succeeded");
            tab.awaitText("Result files");
            assertThat(drover.get("/api/runs/" + run).path("succeeded").asInt()).isEqualTo(3);
        }
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void whoSignsInWithAWrongPasswordIsToldSo() throws Exception {
        drover.put("/api/users/ada", "{\"role\":\"viewer\",\"password\":\"correct-horse-battery\"}");
        tab.go(drover.url("/timeline"));
        tab.await("location.pathname === '/sign-in'");
        tab.value("document.querySelector('[name=with][value=password]').click()");
        tab.type("#user", "ada");
        tab.type("#password", "wrong-horse-battery");
        assertThat(problems("sign-in")).isEmpty();
        tab.press("Sign in");
        tab.awaitText("User and password don't match");
        tab.type("#password", "correct-horse-battery");
        tab.press("Sign in");
        tab.await("location.pathname === '/timeline'");
        tab.awaitText("ada · viewer");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void aRunOfAMillionRecordsThatAllFailedKeepsThePageSmallHoweverFarOneScrolls() throws Exception {
        try (ScriptedServer api = ScriptedServer.playing(ScriptedServer.answer(400, "{\"message\":\"no\"}"))) {
            drover.post(
                    "/api/connections",
                    "{\"id\":\"api\",\"title\":\"API\",\"connection_params\":{\"check_request\":\"none\",\"api_base_url\":\""
                            + api.url() + "\"}}");
            drover.post(
                    "/api/loads",
                    "{\"id\":\"rows\",\"title\":\"Rows\",\"connection\":\"api\",\"grouping_limit\":50000}");
            String run = drover.upload("rows", "rows.csv", ManyCauses.csv(1_000_000));
            signIn();
            tab.go(drover.url("/runs/" + run));
            tab.awaitText("Result files");
            tab.awaitText("1,000,000");
            tab.press("Show records");
            tab.await("document.querySelectorAll('.window tbody tr').length > 10");
            for (int rows = 1000; rows <= 5000; rows += 1000) {
                tab.await("(() => { const box = document.querySelector('.window'); box.scrollTop = 1e9;"
                        + " return box.scrollHeight >= " + rows + " * 38; })()");
                assertThat(tab.value("document.querySelectorAll('*').length").asInt())
                        .as("elements in the page after " + rows + " rows")
                        .isLessThan(1500);
            }
            tab.value("document.querySelector('.window').scrollTop = 0");
            tab.await("document.querySelector('.window tr[aria-rowindex=\"2\"]')");
        }
        assertThat(tab.complaints()).isEmpty();
    }
}
