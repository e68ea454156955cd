package io.drover.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ways out of a form that is not saved, and what Home and the timeline tell of what somebody left. */
class LeavingInBrowser extends Browsing {
    private static final String FORM = "/loads/new";

    @Test
    void whoGoesBackFromAFormThatIsNotSavedIsAskedAndMayStay() throws Exception {
        signIn();
        tab.press("Loads");
        tab.await("location.pathname === '/loads'");
        tab.press("New load");
        tab.await("location.pathname === '" + FORM + "'");
        tab.value("history.back()");
        tab.await("location.pathname === '/loads'");
        assertThat(tab.questions()).as("what leaving an untouched form asks").isEmpty();
        tab.value("history.forward()");
        tab.await("location.pathname === '" + FORM + "' && document.querySelector('#title')");
        tab.type("#title", "Half a load");
        tab.value("new Promise((done) => setTimeout(done, 300))");
        tab.stays();
        tab.value("history.back()");
        tab.await("location.pathname === '" + FORM + "'");
        assertThat(tab.questions()).hasSize(1).first().asString().startsWith("confirm: What you changed here");
        assertThat(tab.value("document.querySelector('#title').value").asText()).isEqualTo("Half a load");
        tab.press("Runs");
        assertThat(tab.value("location.pathname").asText()).isEqualTo(FORM);
        tab.ask("Page.reload", Map.of());
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(30))
                .until(() -> tab.questions().size() == 3);
        assertThat(tab.questions().get(2)).startsWith("beforeunload");
        assertThat(tab.value("document.querySelector('#title').value").asText()).isEqualTo("Half a load");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void homeSaysWhichFilesWaitAndWhyAndTheTimelineWhoDidWhat() throws Exception {
        drover.post(
                "/api/connections",
                "{\"id\":\"api\",\"title\":\"API\",\"connection_params\":"
                        + "{\"check_request\":\"none\",\"api_base_url\":\"http://127.0.0.1:1\"}}");
        drover.post("/api/loads", "{\"id\":\"rows\",\"title\":\"Rows\",\"connection\":\"api\"}");
        drover.post("/api/loads/rows/pause", "");
        Path inbox = folder.resolve("home/inbox/rows");
        Files.writeString(inbox.resolve("one.csv"), "id\n1\n");
        Files.writeString(inbox.resolve("two.csv"), "id\n2\n");
        Files.writeString(inbox.resolve(".hidden.csv"), "id\n3\n");
        Files.writeString(inbox.resolve("three.csv.part"), "id\n4\n");
        signIn();
        tab.awaitText("2 files in the inbox");
        tab.awaitText("Somebody paused it.");
        assertThat(problems("home with files that wait")).isEmpty();
        PicturesInBrowser.shoot(tab, Path.of("target", "pictures"), "home-waiting");
        tab.press("Timeline");
        tab.awaitText("created by the token in the configuration");
        assertThat(tab.complaints()).isEmpty();
    }

    @Test
    void theRoutesSayByWhatTheyDecide() throws Exception {
        signIn();
        tab.press("Routes");
        tab.awaitText("gather-files");
        assertThat(labels())
                .contains("when gatherFiles.isCsv", "unmarshal csv", "when gatherFiles.isJson", "unmarshal json")
                .contains("aggregate by gatherFiles.key")
                .doesNotContain("when", "unmarshal", "split", "filter");
    }

    private List<String> labels() {
        List<String> labels = new java.util.ArrayList<>();
        tab.value("[...document.querySelectorAll('.flow .node')].map((node) => node.innerText.trim())")
                .forEach(label -> labels.add(label.asText()));
        return labels;
    }
}
