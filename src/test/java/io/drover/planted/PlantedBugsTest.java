package io.drover.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of planted bugs is true of the sources of today. Whether each is caught: {@code mvn -Pplanted}. */
class PlantedBugsTest {
    static List<PlantedBug> bugs() throws IOException {
        return PlantedBug.all();
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void canBePlantedAndHasItsTests(PlantedBug bug) throws IOException {
        for (Map.Entry<Path, String> changed : PlantedClasses.changed(bug).entrySet()) {
            assertThat(changed.getValue()).isNotEqualTo(Files.readString(changed.getKey()));
        }
        assertThat(bug.tests()).allSatisfy(test -> {
            String[] name = test.split("#", -1);
            Path file = Path.of("src/test/java/io/drover", name[0].replace('.', '/') + ".java");
            assertThat(file).exists();
            assertThat(Files.readString(file)).contains(name.length > 1 ? " " + name[1] + "(" : "class ");
        });
    }

    @Test
    void theyAreManyAndEachHasAName() throws IOException {
        assertThat(PlantedBug.all()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(PlantedBug.all()).extracting(PlantedBug::id).doesNotHaveDuplicates();
    }
}
