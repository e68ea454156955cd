package io.drover.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The page tells what was found. With {@code -Ddrover.regenerate=true} the list of bugs is written anew from
 * src/test/resources/proof/bugs.yaml.
 */
class TrackRecordTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|IT|Proof|Storm))`");

    @Test
    void thePageListsTheBugsThatWereFound() throws IOException {
        String page = Files.readString(TrackRecord.PAGE);
        String told = TrackRecord.replaced(page, "bugs", bugs());
        if (Boolean.getBoolean("drover.regenerate")) {
            Files.writeString(TrackRecord.PAGE, told);
        }
        assertThat(Files.readString(TrackRecord.PAGE))
                .as("repeat with -Ddrover.regenerate=true")
                .isEqualTo(told);
    }

    @Test
    void whatRepeatsABugIsATest() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src/test/java"))) {
            List<String> tests = all.map(
                            file -> String.valueOf(file.getFileName()).replace(".java", ""))
                    .toList();
            assertThat(entries()).allSatisfy(bug -> assertThat(tests).contains(String.valueOf(bug.get("repeat"))));
        }
    }

    @Test
    void whatThePageNamesIsATest() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("src/test/java"))) {
            List<String> tests = all.map(
                            file -> String.valueOf(file.getFileName()).replace(".java", ""))
                    .toList();
            assertThat(TEST.matcher(Files.readString(TrackRecord.PAGE))
                            .results()
                            .map(found -> found.group(1)))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(tests).contains(name));
        }
    }

    @Test
    void aFigureReplacesTheOneBefore() {
        String page = "a\n<!-- x: written by its proof -->\nold\n<!-- end -->\nb\n<!-- end -->\n";
        assertThat(TrackRecord.replaced(page, "x", "new\n"))
                .isEqualTo("a\n<!-- x: written by its proof -->\nnew\n<!-- end -->\nb\n<!-- end -->\n");
    }

    private static String bugs() throws IOException {
        StringBuilder text = new StringBuilder("| found | what | why | repeat with |\n|---|---|---|---|\n");
        for (Map<?, ?> bug : entries()) {
            text.append("| %s | %s | %s | `%s` |\n"
                    .formatted(bug.get("found"), bug.get("what"), bug.get("why"), bug.get("repeat")));
        }
        return text.toString();
    }

    private static List<Map<?, ?>> entries() throws IOException {
        Object read = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("src/test/resources/proof/bugs.yaml")));
        return ((List<?>) read)
                .stream().<Map<?, ?>>map(entry -> (Map<?, ?>) entry).toList();
    }
}
