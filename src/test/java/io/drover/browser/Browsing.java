package io.drover.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The real jar at work in an empty folder, and a real browser that looks at it. */
abstract class Browsing {
    @TempDir
    Path folder;

    JarProcess drover;
    Chromium browser;
    Tab tab;

    @BeforeEach
    void open() throws Exception {
        browser = Chromium.start(folder);
        drover = JarProcess.start(folder, settings());
        tab = browser.open();
        tab.look(1280, 900, false);
    }

    /** Lines for the configuration besides those that every test needs. */
    String settings() {
        return "";
    }

    @AfterEach
    void close() {
        tab.close();
        drover.close();
        browser.close();
    }

    final void signIn() {
        tab.go(drover.url("/"));
        tab.await("location.pathname === '/sign-in'");
        tab.type("#token", "wrong");
        tab.press("Sign in");
        tab.awaitText("not known");
        tab.type("#token", JarProcess.TOKEN);
        tab.press("Sign in");
        tab.awaitText("Home");
    }

    final void firstRun() {
        tab.press("Start the sandbox");
        tab.press("Make a load");
        tab.press("Load the sample");
        tab.await("location.pathname.startsWith('/runs/')");
        tab.awaitText("Result files");
    }

    /** What axe finds, and whether the page is wider than the window. */
    final List<String> problems(String where) throws IOException {
        return problems(tab, where);
    }

    static List<String> problems(Tab tab, String where) throws IOException {
        try (InputStream axe = Objects.requireNonNull(Browsing.class.getResourceAsStream("/axe/axe.min.js"))) {
            tab.value(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + ";0");
        }
        List<String> problems = new ArrayList<>();
        JsonNode found = tab.value("axe.run(document, {resultTypes: ['violations']}).then((all) => all.violations.map("
                + "(each) => each.id + ': ' + each.nodes.map((node) => node.target.join(' ')).join(', ')))");
        found.forEach(each -> problems.add(where + ": " + each.asText()));
        if (tab.value("document.documentElement.scrollWidth > innerWidth + 1").asBoolean()) {
            problems.add(where + ": is wider than the window");
        }
        return problems;
    }
}
