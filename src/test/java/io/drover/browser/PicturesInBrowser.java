package io.drover.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Pictures of every page, light and dark, wide and narrow, for people to look at; below target/pictures. */
class PicturesInBrowser extends Browsing {
    private static final Map<String, String> PAGES = new TreeMap<>(Map.ofEntries(
            Map.entry("home", "/"),
            Map.entry("runs", "/runs"),
            Map.entry("loads", "/loads"),
            Map.entry("load", "/loads/sample-customers"),
            Map.entry("load-form", "/loads/sample-customers/edit"),
            Map.entry("connections", "/connections"),
            Map.entry("connection", "/connections/sandbox"),
            Map.entry("connection-form", "/connections/sandbox/edit"),
            Map.entry("lab", "/lab?connection=sandbox"),
            Map.entry("schema", "/schema?load=sample-customers"),
            Map.entry("routes", "/routes?route=attempt"),
            Map.entry("timeline", "/timeline")));

    @Test
    void everyPageIsPictured() throws Exception {
        Path pictures = Path.of("target", "pictures");
        signIn();
        tab.awaitText("Your first run");
        shoot(tab, pictures, "home-empty");
        firstRun();
        tab.press("Show records");
        tab.await("document.querySelector('.window td .link-button')");
        shoot(tab, pictures, "run");
        tab.press("Record 7");
        tab.awaitText("POST http://127.0.0.1");
        shoot(tab, pictures, "record");
        Path sample = Files.writeString(folder.resolve("new.csv"), ManyCauses.csv(30));
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            tab.go(drover.url(page.getValue()));
            tab.await("document.querySelector('.page h1') && !document.querySelector('.loading')");
            if (page.getKey().equals("schema")) {
                tab.choose("#sample", sample);
                tab.awaitText("The first 20 rows");
            }
            shoot(tab, pictures, page.getKey());
        }
        assertThat(pictures.resolve("timeline-dark-320.png")).isNotEmptyFile();
    }

    /** Light and dark, 1280 and 320 wide. */
    static void shoot(Tab tab, Path pictures, String name) throws Exception {
        for (boolean dark : List.of(false, true)) {
            for (int width : List.of(1280, 320)) {
                tab.look(width, 900, dark);
                tab.value("new Promise((done) => setTimeout(done, 300))");
                tab.picture(pictures.resolve(name + (dark ? "-dark-" : "-light-") + width + ".png"));
            }
        }
        tab.look(1280, 900, false);
    }
}
