package io.drover.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.ScriptedServer;
import io.drover.testing.ScriptedServer.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pictures of what pages show only for a moment or after some clicks, as {@link PicturesInBrowser} takes of the rest. */
class MomentsInBrowser extends Browsing {
    private final Path pictures = Path.of("target", "pictures");

    @Override
    String settings() {
        return "drover.embed.origins=https://app.example.com";
    }

    @Test
    void whatAFormShowsOnTheWayIsPictured() throws Exception {
        tab.go(drover.url("/sign-in"));
        tab.await("document.querySelector('#token')");
        shoot("sign-in");
        signIn();
        tab.press("Start the sandbox");
        tab.awaitText("Make a load");
        shoot("home-second-step");
        tab.press("Make a load");
        tab.press("Load the sample");
        tab.awaitText("Result files");
        tab.go(drover.url("/connections/sandbox"));
        tab.press("Duplicate");
        tab.await("document.querySelector('dialog[open]')");
        shoot("duplicate");
        tab.key("Escape", 27);
        tab.press("Reauthorize");
        tab.await("document.querySelector('dialog[open] .field')");
        shoot("reauthorize");
        tab.key("Escape", 27);
        tab.press("Embed");
        tab.type("#embed-origin", "https://elsewhere.example.com");
        tab.press("Make the form");
        tab.awaitText("must be one of https://app.example.com");
        shoot("embed-link-refused");
        tab.type("#embed-origin", "https://app.example.com");
        tab.value("document.querySelector('[name=kind][value=like]').click()");
        assertThat(problems("the dialog for an embedded form")).isEmpty();
        tab.press("Make the form");
        tab.awaitText("/embed/connection/new#");
        shoot("embed-link");
        tab.press("Close");
        tab.go(drover.url("/connections/new?from=sandbox"));
        tab.type("#title", "Sandbox of mine");
        tab.press("Runs");
        tab.await("location.pathname === '/runs'");
        assertThat(tab.questions()).as("what leaving a form asks").hasSize(1);
        tab.go(drover.url("/connections/new?from=sandbox"));
        tab.press("Check before saving");
        tab.awaitText("answered in");
        shoot("connection-form-checked");
        tab.go(drover.url("/loads/sample-customers"));
        tab.choose("#file", Files.writeString(folder.resolve("new.csv"), ManyCauses.csv(30) + "31,\"open\n"));
        tab.press("See the plan");
        tab.press("The first request");
        shoot("plan");
        tab.press("Send the first 10");
        tab.awaitText("are on their way");
        shoot("first-ten");
        tab.go(drover.url("/lab?connection=sandbox"));
        tab.type("#case-name", "one-bad-email");
        tab.press("Keep as a test case");
        tab.awaitText("holds");
        shoot("lab-case");
        String form = drover.post(
                        "/api/embeds",
                        "{\"origin\":\"https://app.example.com\",\"title\":\"Shop of Ada\",\"connection_params\":"
                                + "{\"auth\":\"basic\",\"api_base_url\":\"http://127.0.0.1:1\"}}")
                .path("url")
                .asText();
        tab.go(drover.url(form));
        tab.awaitText("Shop of Ada");
        shoot("embed");
        tab.type("[name=client_key]", "ada");
        tab.type("[name=client_secret]", "wrong");
        tab.press("Connect");
        tab.awaitText("It does not work yet");
        shoot("embed-refused");
        assertThat(pictures.resolve("embed-refused-dark-320.png")).isNotEmptyFile();
    }

    @Test
    void aRunUnderWayIsPictured() throws Exception {
        Step fine = ScriptedServer.after(Duration.ofMillis(300), ScriptedServer.answer(200, "[]"));
        Step refused = ScriptedServer.answer(400, "{\"message\":\"city is not known\"}");
        Step busy = ScriptedServer.answer(429, "{}", "Retry-After: 60");
        try (ScriptedServer api = ScriptedServer.playing(ScriptedServer.by(request ->
                request.body().contains("\"900\"") ? busy : request.body().contains("50\"") ? refused : fine))) {
            drover.post(
                    "/api/connections",
                    "{\"id\":\"api\",\"title\":\"API\",\"connection_params\":{\"check_request\":\"none\",\"concurrency\":4,\"api_base_url\":\""
                            + api.url() + "\"}}");
            drover.post(
                    "/api/loads", "{\"id\":\"rows\",\"title\":\"Rows\",\"connection\":\"api\",\"grouping_limit\":10}");
            String run = drover.upload("rows", "rows.csv", ManyCauses.csv(2000));
            signIn();
            tab.go(drover.url("/runs/" + run));
            tab.awaitText("per second");
            tab.await("document.querySelector('.lane')");
            shoot("run-live");
            tab.awaitText("Goes on in");
            shoot("run-yields");
            tab.press("Pause");
            tab.press("Resume");
            tab.press("Pause");
            tab.awaitText("What is not settled stays pending");
            shoot("run-paused");
            drover.close();
            drover = JarProcess.start(folder, settings());
            signIn();
            tab.go(drover.url("/runs/" + run));
            tab.awaitText("What is not settled stays pending");
            tab.press("Resume");
            tab.awaitText("Goes on in");
            tab.press("Pause");
            tab.awaitText("What is not settled stays pending");
            tab.go(drover.url("/"));
            tab.awaitText("Runs in flight");
            tab.awaitText("rows.csv");
            shoot("home-attention");
        }
    }

    private void shoot(String name) throws Exception {
        PicturesInBrowser.shoot(tab, pictures, name);
    }
}
