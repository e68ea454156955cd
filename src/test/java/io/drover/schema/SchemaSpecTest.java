package io.drover.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drover.load.Shaping;
import io.drover.schema.SchemaProblems.SchemaProblem;
import io.drover.testing.Shaped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

final class SchemaSpecTest {
    /** A case of a table in {@code spec/}. */
    record Case(Map<String, Object> values) {
        String text(String key) {
            return String.valueOf(values.getOrDefault(key, ""));
        }

        boolean has(String key) {
            return values.containsKey(key);
        }

        @SuppressWarnings("unchecked") // the tables' own form
        <T> List<T> list(String key) {
            return (List<T>) values.getOrDefault(key, List.of());
        }

        @Override
        public String toString() {
            return text("id");
        }
    }

    static Stream<Case> values() {
        return cases("schema-values.yaml");
    }

    static Stream<Case> objects() {
        return cases("schema-objects.yaml");
    }

    static Stream<Case> problems() {
        return cases("schema-problems.yaml");
    }

    @ParameterizedTest
    @MethodSource("values")
    void makesJsonOfACellOrSaysWhichRuleItBreaks(Case one) {
        String schema = "fields:\n  - " + one.text("field") + "\n";
        for (List<String> value : one.<List<String>>list("values")) {
            String csv = "v,other\n\"" + value.get(0).replace("\"", "\"\"") + "\",x\n";
            Shaped shaped = Shaped.each(Shaped.shaping(schema, List.of()), "csv", csv);
            String expected = value.get(1);
            if (value.size() == 3) {
                assertThat(shaped.refused()).as(value.get(0)).containsExactly("'v' " + expected);
                assertThat(shaped.objects()).isEmpty();
            } else {
                String object = expected.equals("omitted") ? "{}" : "{\"v\":" + expected + "}";
                assertThat(shaped).as(value.get(0)).isEqualTo(new Shaped(List.of(object), List.of()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("objects")
    void makesObjectsOfRecordsAndGroups(Case one) {
        Shaping shaping = Shaped.shaping(one.text("schema"), one.list("group-by"));
        String extension = one.has("csv") ? "csv" : "jsonl";
        String source = one.text(extension);
        String refusal = Shaped.refusal(shaping, extension, source);
        if (one.has("refusal")) {
            assertThat(refusal).contains(one.text("refusal"));
            return;
        }
        assertThat(refusal).isEmpty();
        boolean grouped = one.has("group") || one.has("group-by");
        assertThat(grouped ? Shaped.group(shaping, extension, source) : Shaped.each(shaping, extension, source))
                .isEqualTo(new Shaped(one.list("objects"), one.list("refused")));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void tellsEverythingThatIsWrongWithAFileAtOnce(Case one) {
        List<String> told = problemsOf(one.text("schema"));
        List<String> expected = one.list("problems");
        assertThat(told).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(told.get(i)).contains(expected.get(i));
        }
    }

    private static List<String> problemsOf(String schema) {
        SchemaProblems problems = catchThrowableOfType(SchemaProblems.class, () -> DestinationSchema.parse(schema));
        assertThat(problems).isNotNull();
        return problems.problems().stream().map(SchemaProblem::toString).toList();
    }

    @SuppressWarnings("unchecked") // the tables' own form
    private static Stream<Case> cases(String table) {
        try (InputStream yaml = Objects.requireNonNull(SchemaSpecTest.class.getResourceAsStream("/spec/" + table))) {
            Map<String, Object> root =
                    (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
            List<Map<String, Object>> cases = (List<Map<String, Object>>) Objects.requireNonNull(root.get("cases"));
            return cases.stream().map(Case::new).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
