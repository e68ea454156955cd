package io.drover.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.testing.Fuzz;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whatever stands in a schema file: it is read, or its problems are told. */
class FuzzedSchemaTest {
    @Test
    void aSchemaIsReadOrItsProblemsAreTold() throws IOException {
        List<String> schemas = List.of(table("schema-values.yaml"), table("schema-objects.yaml"), SCHEMA);
        Fuzz.check(fuzz -> {
            String text = fuzz.below(2) == 0 ? fuzz.spoilt(SCHEMA) : fuzz.spoilt(fuzz.oneOf(schemas));
            try {
                assertThat(DestinationSchema.parse(text).fields()).isNotEmpty();
            } catch (SchemaProblems refused) {
                assertThat(refused.problems()).isNotEmpty().allMatch(problem -> problem.line() > 0);
            }
        });
    }

    private static final String SCHEMA = """
            description: Customers
            defaults: {empty: omit}
            fields:
              - name: id
                from: customer_id
                type: text
                required: true
              - name: address.city
                from: city
                max-length: 20
              - name: total
                type: decimal
                format: "#,##0.00"
              - name: born
                type: date
                format: dd.MM.yyyy
              - name: tags[0]
                value: "{first} {last}"
                pattern: "[a-z]+"
            """;

    private static String table(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(FuzzedSchemaTest.class.getResourceAsStream("/spec/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
