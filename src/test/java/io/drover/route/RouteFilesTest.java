package io.drover.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFilesTest {
    @TempDir
    Path folder;

    @Test
    void anUnchangedCopyReplacesNothing() throws IOException {
        Files.writeString(folder.resolve("transform-record.camel.yaml"), ours("transform-record"));

        assertThat(new RouteFiles(folder).replaces("transform-record")).isFalse();
        assertThat(new RouteFiles(folder).resource("transform-record")).startsWith("classpath:");
    }

    @Test
    void anEditedCopyReplacesOurs() throws IOException {
        Path edited = folder.resolve("before-send.camel.yaml");
        Files.writeString(edited, ours("before-send") + "# mine\n");

        assertThat(new RouteFiles(folder).resource("before-send")).isEqualTo("file:" + edited);
    }

    @Test
    void otherFilesAreAdded() throws IOException {
        Path own = folder.resolve("my-own.camel.yaml");
        Files.writeString(own, "[]");

        assertThat(new RouteFiles(folder).includePattern(List.of("run-file")))
                .isEqualTo("classpath:routes/run-file.camel.yaml,file:" + own);
    }

    private static String ours(String id) throws IOException {
        try (InputStream in = RouteFiles.class.getResourceAsStream("/routes/" + id + ".camel.yaml")) {
            return new String(Objects.requireNonNull(in, id).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
