package io.drover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every file in routes/ and every example is canonical Camel YAML, small, and told in words; so it opens in an editor of such files. */
class RoutesSchemaTest {
    private static final String ENDING = ".camel.yaml";
    private static final int MOST_STEPS = 12;
    private static final Set<String> KINDS = Set.of("route", "routeTemplate", "routeConfiguration");
    /** Options that would undo a rule of delivery: redirects, cookies and repeats below Camel's redelivery. */
    private static final Set<String> FORBIDDEN = Set.of(
            "followRedirects", "cookieHandler", "cookieStore", "automaticRetriesDisabled", "asyncDelayedRedelivery");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static Schema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        try (InputStream in = RoutesSchemaTest.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(JSON.readTree(in));
        }
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> ours = Files.list(Path.of("routes"));
                Stream<Path> examples = Files.walk(Path.of("docs/examples"))) {
            return Stream.concat(ours, examples.filter(file -> file.toString().endsWith(ENDING)))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void validates(Path file) throws IOException {
        assertThat(schema.validate(read(file)).stream().map(Error::toString)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void holdsOneRouteNamedAsTheFile(Path file) throws IOException {
        JsonNode yaml = read(file);
        assertThat(yaml.size()).isEqualTo(1);
        String kind = yaml.get(0).fieldNames().next();
        assertThat(KINDS).contains(kind);
        JsonNode route = yaml.get(0).get(kind);
        assertThat(file.getFileName()).hasToString(route.path("id").asText() + ENDING);
        assertThat(route.path("description").asText()).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("files")
    void isReadInOneBreath(Path file) throws IOException {
        assertThat(steps(read(file))).isLessThanOrEqualTo(MOST_STEPS);
    }

    @ParameterizedTest
    @MethodSource("files")
    void switchesNothingOnThatDeliveryForbids(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        List<String> values = new ArrayList<>();
        collect(read(file), names, values);
        assertThat(names).doesNotContainAnyElementsOf(FORBIDDEN);
        assertThat(values).noneMatch(value -> FORBIDDEN.stream().anyMatch(value::contains));
        // Options stand in `parameters`, where the schema and an editor see them.
        assertThat(values).noneMatch(value -> value.matches("[a-z-]+:[^ ]*\\?.*"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void keepsTheHeadersThatCamelCountsRedeliveriesIn(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        collect(read(file), names, new ArrayList<>());
        assertThat(names).doesNotContain("removeHeaders");
    }

    @ParameterizedTest
    @MethodSource("files")
    void streamsOnlyWithTheCallerWaiting(Path file) throws IOException {
        for (JsonNode split : read(file).findValues("split")) {
            if (split.path("streaming").asBoolean()) {
                assertThat(split.path("synchronous").asBoolean()).isTrue();
            }
        }
    }

    private static JsonNode read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
        }
    }

    private static int steps(JsonNode node) {
        int steps = 0;
        for (JsonNode list : node.findValues("steps")) {
            steps += list.size();
            for (JsonNode step : list) {
                steps += steps(step);
            }
        }
        return steps;
    }

    private static void collect(JsonNode node, Set<String> names, List<String> values) {
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(child -> collect(child, names, values));
        if (node.isTextual()) {
            values.add(node.asText());
        }
    }
}
