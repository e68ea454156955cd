package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder that the system can't name is a problem with the others; which those are depends on the locale. */
class FolderTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"drover.home=", "drover.loads.customers.inbox="})
    void thatCanNotBeNamedIsAProblem(String key) throws IOException {
        Files.writeString(
                directory.resolve("application.properties"), key + "a\\u0000b\ndrover.loads.customers.nonsense=1\n");

        assertThatThrownBy(() -> SettingsSource.inDirectory(directory, Map.of()).read())
                .isInstanceOf(SettingsProblems.class)
                .hasMessageContaining("must be a folder that this process can name")
                .hasMessageContaining("nonsense");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\u0000"})
    void isToldWhateverTheLocale(String odd) throws IOException {
        Files.writeString(directory.resolve("application.properties"), "drover.home=a" + odd + "\n");

        assertThatThrownBy(() -> SettingsSource.inDirectory(directory, Map.of()).read())
                .isInstanceOfSatisfying(
                        SettingsProblems.class,
                        refused -> assertThat(refused.problems()).hasSize(1));
    }
}
