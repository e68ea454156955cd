package io.drover.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.schema.DestinationSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {
    @TempDir
    Path folder;

    @Test
    void printsTheSchemaAndSaysWhatItIsUnsureOf() throws IOException {
        Path sample = Files.writeString(folder.resolve("a.csv"), "points;zip\n5;08001\n");
        CliLab cli = new CliLab(folder);
        assertThat(cli.run("schema", "infer", sample.toString(), "--delimiter", ";"))
                .isZero();
        assertThat(cli.out()).contains("- name: points\n    type: integer").startsWith("# Inferred from a.csv");
        assertThat(cli.err()).isEqualToIgnoringNewLines("unsure: zip has numbers with leading zeros, which stay text");
        assertThat(DestinationSchema.parse(cli.out()).fields()).hasSize(2);
    }

    @Test
    void readsJsonJsonLinesAndJsonSchema() throws IOException {
        Path json = Files.writeString(folder.resolve("a.json"), "{\"data\":[{\"a\":{\"b\":1}},{\"a\":{\"b\":2.5}}]}");
        Path lines = Files.writeString(folder.resolve("a.jsonl"), "{\"a\":true}\n{\"a\":null}\n");
        Path schema = Files.writeString(
                folder.resolve("s.json"), "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"integer\"}}}");
        CliLab cli = new CliLab(folder);
        assertThat(cli.run("schema", "infer", json.toString(), "--request-split-path", "$.data.*"))
                .isZero();
        assertThat(cli.out()).contains("- name: a.b\n    type: decimal");
        assertThat(cli.run("schema", "infer", lines.toString())).isZero();
        assertThat(cli.out()).contains("- name: a\n    type: boolean\n    nullable: true");
        assertThat(cli.run("schema", "infer", schema.toString())).isZero();
        assertThat(cli.out()).contains("- name: x\n    type: integer\n    nullable: true\n    when-empty: omit");
    }

    @Test
    void passesOverNumbersBeyondAllBounds() throws IOException {
        Path lines = Files.writeString(folder.resolve("a.jsonl"), "{\"a\":1}\n{\"a\":1e99999999999}\n");
        Path document = Files.writeString(folder.resolve("a.json"), "[{\"a\":1e99999999999},{\"a\":1}]");
        CliLab cli = new CliLab(folder);
        for (Path sample : List.of(lines, document)) {
            assertThat(cli.run("schema", "infer", sample.toString())).isZero();
            assertThat(cli.out()).contains("- name: a\n    type: integer");
        }
    }

    @Test
    void writesAFileButNeverOverOne() throws IOException {
        Path sample = Files.writeString(folder.resolve("a.csv"), "a\n1\n");
        Path out = folder.resolve("a.schema.yaml");
        CliLab cli = new CliLab(folder);
        assertThat(cli.run("schema", "infer", sample.toString(), "--out", out.toString()))
                .isZero();
        assertThat(out).content().contains("- name: a\n    type: integer");
        assertThat(cli.out()).isEmpty();
        assertThat(cli.run("schema", "infer", sample.toString(), "--out", out.toString()))
                .isEqualTo(2);
        assertThat(cli.err()).contains("does not exist yet");
    }

    @Test
    void refusesWhatIsNoSample() throws IOException {
        CliLab cli = new CliLab(folder);
        assertThat(cli.run("schema", "infer", folder.resolve("none.csv").toString()))
                .isEqualTo(2);
        assertThat(cli.run("schema")).isEqualTo(2);
        Path broken = Files.writeString(folder.resolve("b.json"), "{\"a\":");
        assertThat(cli.run("schema", "infer", broken.toString())).isEqualTo(2);
        Path empty = Files.writeString(folder.resolve("c.csv"), "");
        assertThat(cli.run("schema", "infer", empty.toString())).isEqualTo(2);
    }
}
