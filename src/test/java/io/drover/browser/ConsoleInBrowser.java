package io.drover.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The console, looked at and used with a real browser, served by the real jar out of an empty folder. */
class ConsoleInBrowser extends Browsing {
    private static final List<String> PAGES = List.of(
            "/",
            "/runs",
            "/loads",
            "/loads/new",
            "/loads/sample-customers",
            "/loads/sample-customers/edit",
            "/connections",
            "/connections/new",
            "/connections/sandbox",
            "/connections/sandbox/edit",
            "/lab?connection=sandbox",
            "/schema?load=sample-customers",
            "/routes?route=attempt",
            "/timeline");

    @Test
    void aFirstRunNeedsNothingButTheBrowser() throws Exception {
        signIn();
        firstRun();
        tab.awaitText("987");
        tab.awaitText("Invalid email");
        tab.press("Show records");
        tab.press("Record 7");
        tab.awaitText("POST http://127.0.0.1");
        tab.key("Escape", 27);
        tab.await("!document.querySelector('dialog[open]')");
        tab.press("Replay these");
        tab.awaitText("Replays");
        tab.awaitText("this run");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void everyPageCanBeUsedByEverybody() throws Exception {
        signIn();
        tab.awaitText("Your first run");
        List<String> problems = new ArrayList<>(problems("/ empty"));
        firstRun();
        problems.addAll(problems("run"));
        tab.press("Show records");
        tab.await("document.querySelector('.window td .link-button')");
        problems.addAll(problems("records"));
        for (boolean dark : List.of(false, true)) {
            for (int width : List.of(1280, 320)) {
                tab.look(width, 900, dark);
                for (String page : PAGES) {
                    tab.go(drover.url(page));
                    tab.await("document.querySelector('.page h1') && !document.querySelector('.loading')");
                    problems.addAll(problems(page + " dark=" + dark + " width=" + width));
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void aRunIsFollowedThroughAPauseThatTheApiAskedForAndAReload() throws Exception {
        Step busy = ScriptedServer.answer(429, "{}", "Retry-After: 60");
        Step fine = ScriptedServer.answer(200, "[]");
        try (ScriptedServer api = ScriptedServer.playing(
                ScriptedServer.by(request -> request.body().contains("busy") ? busy : fine))) {
            drover.post(
                    "/api/connections",
                    "{\"id\":\"api\",\"title\":\"API\",\"connection_params\":{\"check_request\":\"none\","
                            + "\"concurrency\":1,\"api_base_url\":\"" + api.url() + "\"}}");
            drover.post(
                    "/api/loads", "{\"id\":\"rows\",\"title\":\"Rows\",\"connection\":\"api\",\"grouping_limit\":1}");
            String run = drover.upload("rows", "rows.csv", "id\n1\nbusy\n3\n");
            signIn();
            tab.go(drover.url("/runs/" + run));
            tab.awaitText("The destination asked for a pause.");
            tab.awaitText("Goes on in");
            tab.reload();
            tab.awaitText("Goes on in");
            tab.press("Cancel");
            tab.press("Cancel the run");
            tab.awaitText("unprocessed");
            tab.awaitText("Result files");
        }
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void tenThousandErrorsOfFortyCausesAreFortyGroups() throws Exception {
        try (ScriptedServer api = ScriptedServer.playing(ScriptedServer.by(ManyCauses::answer))) {
            drover.post(
                    "/api/connections",
                    "{\"id\":\"api\",\"title\":\"API\",\"connection_params\":{\"check_request\":\"none\","
                            + "\"response_split_path\":\"$.errors.*\",\"correlate\":\"position\",\"api_base_url\":\""
                            + api.url() + "\"}}");
            drover.post(
                    "/api/loads", "{\"id\":\"rows\",\"title\":\"Rows\",\"connection\":\"api\",\"grouping_limit\":500}");
            String run = drover.upload("rows", "rows.csv", ManyCauses.csv(10_000));
            signIn();
            tab.go(drover.url("/runs/" + run));
            tab.awaitText("Result files");
            tab.awaitText("40 causes");
            tab.awaitText("Show all 40 causes");
            tab.press("Show records");
            tab.await("document.querySelectorAll('.window tbody tr').length > 10");
            tab.value("document.querySelector('.window').scrollTop = 1e6");
            tab.await("document.querySelector('.window').scrollHeight >= 250 * 38");
            tab.value("document.querySelector('.window').scrollTop = 1e6");
            // The header is the first row.
            tab.await("document.querySelector('.window tr[aria-rowindex=\"251\"]')");
            assertThat(tab.value("document.querySelectorAll('.window tbody tr').length")
                            .asInt())
                    .as("rows in the page")
                    .isLessThan(80);
        }
    }

    @Test
    void aFileIsPlannedTriedAndSent() throws Exception {
        signIn();
        firstRun();
        Path file = Files.writeString(folder.resolve("more.csv"), ManyCauses.csv(50));
        tab.go(drover.url("/loads/sample-customers"));
        tab.choose("#file", file);
        tab.press("See the plan");
        tab.awaitText("The first request");
        tab.press("Send the first 10");
        tab.awaitText("are on their way");
        tab.press("Send the other 40");
        tab.await("location.pathname.startsWith('/runs/')");
        tab.awaitText("Result files");
        tab.awaitText("after-10-more.csv");
        tab.await("document.querySelector('.figure dd').innerText.trim() === '40'");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void aConnectionIsMadeCheckedAndItsSecretNeverShown() throws Exception {
        signIn();
        firstRun();
        String sandbox = drover.get("/api/sandbox").path("url").asText();
        tab.go(drover.url("/connections/new"));
        tab.type("#title", "By form");
        tab.type("[name=api_base_url]", sandbox);
        tab.type("[name=api_endpoint]", "/v2/customers");
        tab.value("(() => { const auth = document.querySelector('[name=auth]'); auth.value = 'bearer';"
                + " auth.dispatchEvent(new Event('change', {bubbles: true})); })()");
        tab.type("[name=client_secret]", "pl4nted-s3cret");
        tab.awaitText("Authorization: *****");
        tab.press("Check before saving");
        tab.awaitText("answered in");
        assertThat(drover.get("/api/connections/by-form").path("status").asInt())
                .isEqualTo(404);
        tab.press("Create");
        tab.await("location.pathname === '/connections/by-form'");
        tab.press("Check now");
        tab.awaitText("answered in");
        tab.go(drover.url("/connections/by-form/edit"));
        tab.awaitText("set, just now");
        assertThat(tab.value("document.documentElement.outerHTML").asText()).doesNotContain("pl4nted");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void anAnswerIsKeptAsATestCaseAndSettingsThatReadItOtherwiseFail() throws Exception {
        drover.post(
                "/api/connections",
                "{\"id\":\"api\",\"title\":\"API\",\"connection_params\":{\"check_request\":\"none\",\"api_base_url\":\"http://127.0.0.1:1\"}}");
        signIn();
        tab.go(drover.url("/lab?connection=api"));
        tab.press("Take it over");
        tab.awaitText("email is not valid");
        tab.type("#case-name", "one-bad-email");
        tab.press("Keep as a test case");
        tab.awaitText("Kept as settled, success, response, but is read as settled, success, success.");
        tab.press("Save to API");
        tab.await("location.pathname === '/connections/api'");
        tab.go(drover.url("/lab?connection=api"));
        tab.awaitText("holds");
        assertThat(problems("lab with cases")).isEmpty();
        assertThat(folder.resolve("responses/cases/api/one-bad-email.json")).isNotEmptyFile();
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void theLabSaysWhichRecordGetsWhichVerdict() {
        signIn();
        tab.go(drover.url("/lab"));
        tab.awaitText("Suggestion:");
        tab.press("Take it over");
        tab.awaitText("email is not valid");
        tab.awaitText("response");
        tab.type("#lab-status", "429");
        tab.awaitText("The whole connection waits");
        tab.type("#lab-answer", "no JSON");
        tab.type("#lab-status", "200");
        tab.awaitText("no_verdict");
        assertThat(tab.complaints()).isEmpty();
    }
}
