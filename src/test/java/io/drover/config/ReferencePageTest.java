package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final Path FILE = Path.of("application.properties");
    private static final Pattern SETTING = Pattern.compile("#?(drover\\.[^=\\s]+)=.*");

    @BeforeAll
    static void regenerate() throws IOException {
        if (Boolean.getBoolean("drover.regenerate")) {
            Files.writeString(PAGE, ReferencePage.text());
        }
    }

    @Test
    void committedPageIsTheGeneratedOne() {
        assertThat(PAGE)
                .as("regenerate it: mvn test -Dtest=ReferencePageTest -Ddrover.regenerate=true")
                .hasContent(ReferencePage.text());
    }

    @Test
    void everyKeyStandsInThePageOnce() throws IOException {
        List<String> rows = Files.readAllLines(PAGE);
        for (Key<?> key : Keys.ALL) {
            assertThat(rows.stream().filter(row -> row.startsWith("| `" + key.pattern() + "` |")))
                    .as(key.pattern())
                    .hasSize(1);
        }
        assertThat(rows.stream().filter(row -> row.startsWith("| `drover."))).hasSize(Keys.ALL.size());
    }

    @Test
    void everyKeyOfTheExampleFileIsKnown() throws IOException {
        List<String> keys = exampleKeys();
        assertThat(keys)
                .hasSizeGreaterThan(30)
                .doesNotHaveDuplicates()
                .allMatch(key -> Keys.find(key).isPresent());
    }

    @Test
    void theExampleFileShowsEveryKeyOfAConnectionAndALoad() throws IOException {
        List<String> keys = exampleKeys();
        assertThat(ConnectionKeys.ALL).allSatisfy(key -> assertThat(keys).contains(key.of("sandbox")));
        assertThat(LoadKeys.ALL).allSatisfy(key -> assertThat(keys).contains(key.of("customers")));
    }

    @Test
    void theExampleFileIsValid() {
        Settings settings = SettingsSource.inDirectory(Path.of(""), Map.of()).read();
        assertThat(settings.loads()).singleElement().satisfies(load -> {
            assertThat(load.name()).isEqualTo("customers");
            assertThat(load.groupingLimit()).isEqualTo(100);
            assertThat(load.inbox()).isEqualTo(Path.of("data/inbox/customers").toAbsolutePath());
        });
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void everyExampleIsAllowed() {
        assertThat(Keys.ALL)
                .allSatisfy(key -> assertThat(key.type().parse(key.example())).isNotNull());
    }

    private static List<String> exampleKeys() throws IOException {
        return Files.readAllLines(FILE).stream()
                .map(SETTING::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .toList();
    }
}
