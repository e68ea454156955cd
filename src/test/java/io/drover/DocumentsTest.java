package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.config.Settings;
import io.drover.config.SettingsSource;
import io.drover.route.RouteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say is so. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern ROOM = Pattern.compile("`([a-z]+)\\.([A-Z][A-Za-z]+)`");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "CONTRIBUTING.md",
                "CHANGELOG.md",
                "docs/architecture.md",
                "docs/delivery-guarantees.md",
                "docs/configuration.md",
                "docs/grouping.md",
                "docs/management-api.md",
                "docs/security.md",
                "docs/credentials.md",
                "docs/files.md",
                "docs/track-record.md",
                "docs/doors.md",
                "docs/responses.md",
                "docs/examples/transform-record/README.md",
                "docs/examples/jslt/README.md",
                "docs/examples/hmac/README.md",
                "docs/examples/webhook/README.md"
            })
    void linksLeadToFilesThatAreThere(String name) throws IOException {
        Path page = Path.of(name);
        List<String> links = find(LINK, page).map(match -> match.group(1)).toList();
        assertThat(links).allMatch(link -> Files.exists(page.resolveSibling(link)));
    }

    @Test
    void theReadmesConfigurationIsAWholeOne() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int from = readme.indexOf("```properties\n") + "```properties\n".length();
        Files.writeString(
                folder.resolve("application.properties"), readme.substring(from, readme.indexOf("```", from)));
        Settings settings = SettingsSource.inDirectory(
                        folder, Map.of("DROVER_CONNECTIONS_CRM_CLIENT_SECRET", "from the environment"))
                .read();
        assertThat(settings.loads()).hasSize(1);
        assertThat(settings.connections()).hasSize(1);
    }

    @Test
    void theRoomsOfTheArchitecturePageAreInTheHouse() throws IOException {
        assertThat(find(ROOM, Path.of("docs/architecture.md")))
                .isNotEmpty()
                .allMatch(room ->
                        Files.exists(Path.of("src/main/java/io/drover", room.group(1), room.group(2) + ".java")));
    }

    @Test
    void contributingIsShort() throws IOException {
        assertThat(Files.readAllLines(Path.of("CONTRIBUTING.md"))).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void theReadmeCountsTheRoutes() throws IOException {
        assertThat(RouteFiles.OURS).hasSize(13);
        assertThat(Files.readString(Path.of("README.md"))).contains("thirteen short YAML files");
    }

    private static Stream<MatchResult> find(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page)).results();
    }
}
