package io.drover.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Violation;
import io.drover.load.AcrossFiles;
import io.drover.load.Grouping;
import io.drover.load.Ordering;
import io.drover.load.Shaping;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an object must still keep when a user's steps had it. */
class PromisesTest {
    private static final String CURE = " (check-transformed: false in the schema file lets everything pass)";
    private static final String SCHEMA = """
            fields:
              - {name: id, pattern: "[A-Z]\\\\d+"}
              - {name: profile.name, max-length: 5}
              - {name: profile.city, nullable: true, allowed: [Bern, Ulm]}
              - {name: points, type: integer, default: 0, allowed: [1, 2]}
              - {name: price, type: decimal, nullable: true, when-empty: omit}
              - {name: active, type: boolean}
              - {name: since, type: date, format: dd.MM.yyyy, nullable: true}
              - {name: seen, type: datetime, format: epoch-seconds, zone: UTC, nullable: true}
              - {name: tags, type: json, nullable: true}
              - {name: origin, constant: import}
              - {name: "lines[].sku", source: sku}
            """;
    private static final String GOOD = "{\"id\":\"A1\",\"profile\":{\"name\":\"Ann\",\"city\":null},\"points\":0,"
            + "\"price\":1.50,\"active\":true,\"since\":\"31.01.2026\",\"seen\":1700000000,\"tags\":[1],"
            + "\"origin\":\"import\",\"lines\":[{\"sku\":\"x\"}]}";

    private static Shaping shaping(String schema) {
        return new Shaping(schema, Grouping.NONE, Ordering.NONE, AcrossFiles.NONE);
    }

    private static List<String> broken(String schema, String object) {
        return Promises.of(shaping(schema)).orElseThrow().broken(object, "transform-record").stream()
                .map(Violation::toString)
                .toList();
    }

    private static String with(String old, String changed) {
        assertThat(GOOD).contains(old);
        return GOOD.replace(old, changed);
    }

    @Test
    void whatTheSchemaMakesKeepsThem() {
        assertThat(broken(SCHEMA, GOOD)).isEmpty();
    }

    @Test
    void moreMembersAndOtherConstantsAreTheUsersOwn() {
        assertThat(broken(SCHEMA, with("\"origin\":\"import\"", "\"origin\":7,\"more\":{\"a\":[]}")))
                .isEmpty();
    }

    @Test
    void everythingThatIsBrokenIsNamed() {
        assertThat(
                        broken(
                                SCHEMA,
                                "{\"id\":\"a1\",\"profile\":{\"name\":\"Annabel\",\"city\":\"Rome\"},\"points\":1.0,\"price\":\"2\","
                                        + "\"active\":\"yes\",\"since\":\"2026-01-31\",\"seen\":\"now\",\"lines\":[{\"sku\":\"x\"},{}]}"))
                .containsExactly(
                        "'id' must have the pattern [A-Z]\\d+ after transform-record, but was 'a1'",
                        "'profile.name' must have at most 5 characters after transform-record, but was 'Annabel'",
                        "'profile.city' must be one of Bern, Ulm after transform-record, but was 'Rome'",
                        "'points' must be an integer after transform-record, but was '1.0'",
                        "'price' must be a number after transform-record, but was '2'",
                        "'active' must be true or false after transform-record, but was 'yes'",
                        "'since' must be a date written as dd.MM.yyyy after transform-record, but was '2026-01-31'",
                        "'seen' must be a time written as epoch-seconds after transform-record, but was 'now'",
                        "'lines[].sku' must be there after transform-record" + CURE + ", but is empty");
    }

    @Test
    void onlyNullableFieldsMayBeNullOrLeftOut() {
        assertThat(broken(SCHEMA, "{\"since\":null,\"lines\":[]}"))
                .containsExactly(
                        "'id' must be there after transform-record" + CURE + ", but is empty",
                        "'profile.name' must be there after transform-record" + CURE + ", but is empty",
                        "'points' must be there after transform-record" + CURE + ", but is empty",
                        "'active' must be there after transform-record" + CURE + ", but is empty",
                        "'lines[].sku' must be there after transform-record" + CURE + ", but is empty");
        assertThat(broken(SCHEMA, with("\"id\":\"A1\"", "\"id\":\"\"")))
                .containsExactly("'id' must not be empty after transform-record, but is empty");
    }

    @Test
    void placesKeepTheirShape() {
        assertThat(broken(SCHEMA, with("{\"name\":\"Ann\",\"city\":null}", "\"Ann\"")))
                .containsExactly("'profile.name' must be an object after transform-record, but was 'Ann'");
        assertThat(broken(SCHEMA, with("[{\"sku\":\"x\"}]", "{\"sku\":\"x\"}"))).hasSize(1);
        assertThat(broken(SCHEMA, with("\"sku\":\"x\"", "\"sku\":[1]")))
                .containsExactly("'lines[].sku' must be a text after transform-record, but was '[1]'");
    }

    @Test
    void elementsThatAreLeftOutMoveTheRestUp() {
        String schema = """
                fields:
                  - {name: "ids[0].value", source: mail, nullable: true, when-empty: omit}
                  - {name: "ids[1].value", source: phone, type: integer}
                """;
        assertThat(broken(schema, "{\"ids\":[{\"value\":\"a@b\"},{\"value\":1}]}"))
                .isEmpty();
        assertThat(broken(schema, "{\"ids\":[{\"value\":1}]}")).isEmpty();
        assertThat(broken(schema, "{\"ids\":[{\"value\":\"a@b\"}]}")).hasSize(1);
        assertThat(broken(schema, "{}")).hasSize(1);
    }

    @Test
    void aSchemaMaySayThatNobodyLooks() {
        assertThat(Promises.of(shaping("check-transformed: false\n" + SCHEMA))).isEmpty();
        assertThat(Promises.of(Shaping.NONE)).isEmpty();
    }
}
