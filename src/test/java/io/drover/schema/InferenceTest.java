package io.drover.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.batch.Cell;
import io.drover.testing.Shaped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InferenceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void guessesTypesAndKeepsWhatMustNotChangeAsText() {
        InferredSchema schema = csv(
                "customer_id,zip,phone,ean,points,balance,active,born,since,joined,day,mixed,price,note,gone",
                "17,08001,0791234567,4006381333931,12,10.50,true,1990-01-31,2026-01-31T10:15:30Z,31.01.2026,01/02/2026,12,\"1,50\",hi,",
                "18,10115,0797654321,4006381333948,7,3,FALSE,1991-02-28,2026-02-01T10:15:30Z,1.2.2026,03/04/2026,x,\"2,50\",,");
        assertThat(schema.yaml("a.csv")).isEqualTo("""
                        # Inferred from a.csv; a draft to look at.
                        fields:
                          # Unsure: holds numbers, but its name is an identifier's: it stays text
                          - name: customer_id
                            type: string
                          # Unsure: has numbers with leading zeros, which stay text
                          - name: zip
                            type: string
                          # Unsure: has numbers with leading zeros, which stay text
                          - name: phone
                            type: string
                          # Unsure: holds numbers, but its name is an identifier's: it stays text
                          - name: ean
                            type: string
                          - name: points
                            type: integer
                          - name: balance
                            type: decimal
                          - name: active
                            type: boolean
                          - name: born
                            type: date
                          - name: since
                            type: datetime
                          - name: joined
                            type: date
                            source-format: d.M.yyyy
                          # Unsure: has dates whose day may be the first or the second number: set type: date with source-format: d/M/yyyy or M/d/yyyy
                          - name: day
                            type: string
                          # Unsure: has values of several kinds, such as numbers and words: it stays text
                          - name: mixed
                            type: string
                          # Unsure: has numbers with commas: set type: decimal with decimal-separator or thousands-separator
                          - name: price
                            type: string
                          - name: note
                            type: string
                            nullable: true
                          # Unsure: is always empty in the sample
                          - name: gone
                            type: string
                            nullable: true
                        """);
        assertThat(schema.doubts()).hasSize(8).anyMatch(doubt -> doubt.startsWith("zip has numbers"));
    }

    @Test
    void seesTheOrderOfDatesThatCanOnlyBeOne() {
        assertThat(csv("a,b", "01/02/2026,01/02/2026", "13/02/2026,02/28/2026").yaml("x"))
                .contains("- name: a\n    type: date\n    source-format: d/M/yyyy")
                .contains("- name: b\n    type: date\n    source-format: M/d/yyyy");
    }

    @Test
    void keepsLongNumbersAsText() {
        assertThat(csv("amount", "1234567890123456").yaml("x")).contains("type: string");
        assertThat(csv("amount", "123456789012345").yaml("x")).contains("type: integer");
    }

    @Test
    void whatItWritesReadsTheSampleItCameFrom() {
        List<String> sample = List.of(
                "Customer No,a.b,it's [x],yes,amount,when,spaced",
                "007,1,x,true,1.50,2026-01-31 10:15:30, 5 ",
                ",2,,FALSE,-7,2026-02-01 00:00:00,6");
        String yaml = csv(sample.toArray(String[]::new)).yaml("s.csv");
        Shaped shaped = Shaped.each(Shaped.shaping(yaml, List.of()), "csv", String.join("\n", sample) + "\n");
        assertThat(shaped.refused()).isEmpty();
        assertThat(shaped.objects().get(0))
                .isEqualTo("{\"Customer No\":\"007\",\"a.b\":1,\"it's [x]\":\"x\",\"yes\":true,\"amount\":1.50,"
                        + "\"when\":\"2026-01-31T10:15:30\",\"spaced\":5}");
    }

    @Test
    void nestsTheMembersOfAJsonSample() throws Exception {
        Inference inference = new Inference();
        inference.see(
                JSON.readTree("{\"id\":1,\"n\":1.5,\"p\":{\"city\":\"Bern\",\"a.b\":true},\"t\":[1],\"x\":{\"y\":1}}"));
        inference.see(JSON.readTree("{\"id\":2,\"n\":2,\"p\":{\"city\":null,\"a.b\":false},\"x\":3}"));
        assertThat(inference.result().yaml("s"))
                .contains("- name: id\n    type: integer\n")
                .contains("- name: \"n\"\n    type: decimal\n")
                .contains("- name: p.city\n    type: string\n    nullable: true\n  - name: \"p['a.b']\"\n")
                .contains("- name: \"p['a.b']\"\n    type: boolean\n")
                .contains("- name: t\n    type: json\n    nullable: true\n    when-empty: omit\n")
                .contains("- name: x\n    type: json\n    nullable: true\n")
                .doesNotContain("x.y");
    }

    @Test
    void takesTypesAndRulesFromAJsonSchema() throws Exception {
        String yaml = JsonSchemaImport.read(JSON.readTree("""
                                {"type": "object", "required": ["id", "kind", "lines"],
                                 "$defs": {"money": {"type": "number"}},
                                 "properties": {
                                  "id": {"type": "string", "maxLength": 10, "pattern": "^[A-Z]+$"},
                                  "kind": {"enum": ["a", "b"]},
                                  "born": {"type": ["string", "null"], "format": "date"},
                                  "address": {"type": "object", "properties": {"city": {"type": "string"}}},
                                  "total": {"$ref": "#/$defs/money"},
                                  "lines": {"type": "array", "items": {"type": "object", "required": ["qty"],
                                     "properties": {"qty": {"type": "integer"}}}},
                                  "tags": {"type": "array", "items": {"type": "string"}},
                                  "any": {"oneOf": []}}}
                                """)).yaml("s.json");
        assertThat(yaml)
                .contains("- name: id\n    type: string\n    max-length: 10\n    pattern: \"[A-Z]+\"\n")
                .contains("- name: kind\n    type: string\n    allowed: [a, b]\n")
                .contains("- name: born\n    type: date\n    nullable: true\n")
                .contains("- name: address.city\n    type: string\n    nullable: true\n    when-empty: omit\n")
                .contains("- name: total\n    type: decimal\n")
                .contains("- name: \"lines[].qty\"\n    source: qty\n    type: integer\n")
                .contains("- name: \"tags[]\"\n    source: tags\n    type: string\n")
                .contains("# Unsure: has oneOf, which no field can say\n  - name: any\n    type: json\n");
        assertThat(DestinationSchema.parse(yaml).fields()).hasSize(8);
    }

    /** Lines without a quoted comma but where the cell is in quotes as a whole. */
    private static InferredSchema csv(String... lines) {
        List<String> columns = Arrays.asList(lines[0].split(",", -1));
        Inference inference = new Inference();
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            String[] values = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
            inference.see(columns, (column, to) -> {
                byte[] text = values[column].replace("\"", "").getBytes(StandardCharsets.UTF_8);
                to.set(text.length == 0 ? Cell.Kind.EMPTY : Cell.Kind.TEXT, text, 0, text.length);
            });
        }
        return inference.result();
    }
}
