package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.load.SourceName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code spec/names.yaml}: whatever a stream is called, its file stands in the folder of its run and nowhere else. */
class NameSpecTest {
    @TempDir
    Path folder;

    static Stream<String> names() {
        return Stream.concat(
                SpecTable.texts("names.yaml", "names"),
                SpecTable.texts("names.yaml", "long").map(part -> part.repeat(2000) + ".csv"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void staysInItsFolder(String name) throws IOException {
        InboxWorld world = new InboxWorld(folder);
        byte[] content = "id\n1\n".getBytes(StandardCharsets.UTF_8);

        Claim claim = world.claims.claim(world.load, name, new ByteArrayInputStream(content));

        assertThat(claim.file().toRealPath().getParent())
                .isEqualTo(world.home.run(claim.run()).toRealPath());
        assertThat(claim.name())
                .doesNotContain("/", "\\", "\0", "\n", "\r", "\u001b")
                .doesNotStartWith(".")
                .isNotBlank();
        assertThat(claim.name().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(SourceName.MAX_BYTES);
        Path done = new ClaimEnd(world.home).putAway(claim);
        assertThat(done.toRealPath().getParent())
                .isEqualTo(world.home.done("customers").toRealPath());
        assertThat(filesBelow(folder)).containsExactly(done.toRealPath());
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder.toRealPath())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
