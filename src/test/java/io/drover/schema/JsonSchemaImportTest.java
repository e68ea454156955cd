package io.drover.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drafts from JSON Schemas: names, what is unsure, and schemas that hold themselves. */
class JsonSchemaImportTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String draft(String jsonSchema) throws JsonProcessingException {
        return JsonSchemaImport.read(JSON.readTree(jsonSchema)).yaml("s.json");
    }

    private static List<String> names(String jsonSchema) throws JsonProcessingException {
        return draft(jsonSchema)
                .lines()
                .filter(line -> line.contains("- name: "))
                .map(line -> line.replaceAll(".*- name: \"?(.*?)\"?$", "$1"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":"object","properties":{}}                  | true
            {"$schema":"https://x","properties":{}}            | true
            {"properties":{}}                                  | false
            {"type":"object"}                                  | false
            {"type":"array","properties":{}}                   | false
            {"properties":"none","type":"object"}              | false
            [{"type":"object","properties":{}}]                | false
            """)
    void aDocumentIsASchemaOfAnObjectOrASample(String document, boolean is) throws JsonProcessingException {
        assertThat(JsonSchemaImport.isJsonSchema(JSON.readTree(document))).isEqualTo(is);
    }

    @Test
    void namesThatAreNoPlainStepsStandInBrackets() throws JsonProcessingException {
        assertThat(names("""
                        {"properties": {"a.b": {"type": "string"}, "it's": {"type": "string"}, "c]": {"type": "string"},
                          "p": {"type": "object", "properties": {"q.r": {"type": "string"}, "s": {"type": "string"}}}}}
                        """)).containsExactly("['a.b']", "[\\\"it's\\\"]", "['c]']", "p['q.r']", "p.s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"$ref":"other.json#/a"}      | # Unsure: points to another file, which is not read
            {}                            | # Unsure: has no type
            {"type":"object"}             | # Unsure: is an object or array of any form
            {"type":["array","null"]}     | # Unsure: is an object or array of any form
            {"anyOf":[],"not":{}}         | # Unsure: has anyOf and not, which no field can say
            """)
    void whatGoesBeyondIsUnsure(String property, String remark) throws JsonProcessingException {
        assertThat(draft("{\"properties\":{\"a\":" + property + "}}"))
                .contains(remark + "\n  - name: a\n    type: json");
    }

    @Test
    void numbersMayBeAllowedOneByOneAndConstantsAreSaid() throws JsonProcessingException {
        assertThat(draft("""
                {"required": ["n", "v"], "properties": {
                  "n": {"type": "integer", "enum": [1, 2]},
                  "x": {"type": "number", "enum": [1.5]},
                  "v": {"type": "string", "const": "v1"}}}
                """))
                .contains("type: integer\n    allowed: [\"1\", \"2\"]\n")
                .contains("- name: x\n    type: decimal\n    nullable: true\n    when-empty: omit\n")
                .contains("- name: v\n    type: string\n    constant: v1\n")
                .doesNotContain("Unsure");
    }

    @Test
    void objectsAreFollowedThroughTwentyLevels() throws JsonProcessingException {
        assertThat(names(nested(19))).containsExactly("a" + ".a".repeat(19));
        assertThat(draft(nested(19))).contains("type: string").doesNotContain("Unsure");
        assertThat(names(nested(20))).containsExactly("a" + ".a".repeat(19));
        assertThat(draft(nested(20))).contains("is an object or array of any form");
    }

    private static String nested(int levels) {
        String inner = "{\"type\":\"string\"}";
        for (int level = 0; level <= levels; level++) {
            inner = "{\"type\":\"object\",\"properties\":{\"a\":" + inner + "}}";
        }
        return inner;
    }

    @Test
    void aSchemaThatHoldsItselfIsReadOnce() throws JsonProcessingException {
        assertThat(names("""
                        {"$defs": {"tree": {"type": "object", "properties": {
                             "value": {"type": "string"},
                             "left": {"$ref": "#/$defs/tree"}, "right": {"$ref": "#/$defs/tree"},
                             "more": {"type": "array", "items": {"$ref": "#/$defs/tree"}}}}},
                         "properties": {"root": {"$ref": "#/$defs/tree"}, "again": {"$ref": "#/$defs/tree"}}}
                        """))
                .containsExactly(
                        "root.value",
                        "root.left",
                        "root.right",
                        "root.more",
                        "again.value",
                        "again.left",
                        "again.right",
                        "again.more");
    }

    @Test
    void aReferenceThatPointsAtItselfEnds() throws JsonProcessingException {
        assertThat(names("{\"properties\":{\"a\":{\"$ref\":\"#/properties/a\"}}}"))
                .containsExactly("a");
    }
}
