package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drover.response.RulesText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection key {@code response}. */
class ResponseRulesFileTest {
    @TempDir
    Path folder;

    private SettingsSource source(String... lines) throws IOException {
        String all = "drover.connections.crm.api-base-url=https://eu.example.com\n" + String.join("\n", lines);
        Files.writeString(folder.resolve("application.properties"), all);
        return SettingsSource.inDirectory(folder, Map.of());
    }

    private List<String> problems(String... lines) throws IOException {
        SettingsSource source = source(lines);
        return catchThrowableOfType(SettingsProblems.class, source::read).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private RulesText rules(String... lines) throws IOException {
        return source(lines)
                .read()
                .connection("crm")
                .orElseThrow()
                .response()
                .rules()
                .orElseThrow();
    }

    @Test
    void namesAFileOrShippedRules() throws IOException {
        Files.createDirectories(folder.resolve("responses"));
        Files.writeString(folder.resolve("responses/crm.yaml"), "expect: $.ok == true\n");
        assertThat(rules("drover.connections.crm.response=responses/crm.yaml"))
                .isEqualTo(new RulesText("responses/crm.yaml", "expect: $.ok == true\n"));
        assertThat(rules("drover.connections.crm.response=hubspot").name()).isEqualTo("hubspot");
    }

    @Test
    void aFileTakesThePlaceOfShippedRules() throws IOException {
        Files.writeString(folder.resolve("hubspot"), "expect: $.mine == true");
        assertThat(rules("drover.connections.crm.response=hubspot").text()).contains("$.mine");
    }

    @Test
    void tellsTheNearestOfUnknownRules() throws IOException {
        assertThat(problems("drover.connections.crm.response=hupspot"))
                .singleElement()
                .asString()
                .contains("drover.connections.crm.response must be a rules file that is there, or one of akamai")
                .contains("the nearest is hubspot (application.properties line 2)");
    }

    @Test
    void tellsTheProblemsOfTheFileWithItsLinesBesideAllOthers() throws IOException {
        Files.writeString(folder.resolve("crm.yaml"), "lists:\n  - path: errors\n    role: eror\n");
        assertThat(problems(
                        "drover.connections.crm.response=crm.yaml",
                        "drover.connections.crm.correlate=position",
                        "drover.connections.crm.response-split-path=$.a",
                        "drover.connections.crm.max-retries=many"))
                .hasSize(5)
                .anyMatch(one -> one.contains("must start with $") && one.endsWith("(crm.yaml line 2)"))
                .anyMatch(one -> one.contains("role must be one of") && one.endsWith("(crm.yaml line 3)"))
                .anyMatch(one -> one.contains("correlate must not be set beside drover.connections.crm.response"))
                .anyMatch(one -> one.contains("response-split-path must not be set beside"))
                .anyMatch(one -> one.contains("max-retries"));
    }

    @Test
    void aFileThatIsNoTextIsAProblem() throws IOException {
        Files.write(folder.resolve("crm.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThat(problems("drover.connections.crm.response=crm.yaml"))
                .anyMatch(one -> one.contains("must be a rules file in UTF-8 that can be read"));
    }
}
