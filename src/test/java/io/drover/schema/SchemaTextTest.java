package io.drover.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SchemaTextTest {
    private static final String YAML = """
            description: "Customers: all"
            defaults:
              nullable: true
            fields:
              - name: "items[].sku"
                source: SKU
                max-length: 60
              - name: kind
                constant: null
              - name: word
                constant: "null"
              - name: active
                type: boolean
                true-words: ["yes", J]
            """;

    @Test
    void aFileThatBecameJsonAndAFileAgainIsTheSame() {
        assertThat(SchemaText.write(SchemaText.read(YAML))).isEqualTo(YAML);
    }

    @Test
    void whatIsWrittenMeansWhatWasRead() {
        assertThat(DestinationSchema.parse(SchemaText.write(SchemaText.read(YAML))))
                .isEqualTo(DestinationSchema.parse(YAML));
    }

    @Test
    void aLineBelongsToItsField() {
        assertThat(SchemaText.fieldAt(YAML, 1)).isEqualTo(-1);
        assertThat(SchemaText.fieldAt(YAML, 5)).isZero();
        assertThat(SchemaText.fieldAt(YAML, 7)).isZero();
        assertThat(SchemaText.fieldAt(YAML, 9)).isEqualTo(1);
    }

    @Test
    void whatIsNoSchemaIsRefused() {
        assertThatThrownBy(() -> SchemaText.read("a: [")).isInstanceOf(SchemaProblems.class);
        assertThatThrownBy(() -> SchemaText.read("just words")).isInstanceOf(SchemaProblems.class);
    }
}
