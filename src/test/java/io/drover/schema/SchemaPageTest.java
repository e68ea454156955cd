package io.drover.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.load.Shaping;
import io.drover.testing.Shaped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples of docs/schema.md: a schema, a source, what is sent and what is refused. */
final class SchemaPageTest {
    private static final Path PAGE = Path.of("docs/schema.md");
    private static final Pattern BLOCK =
            Pattern.compile("^```([a-z]+)( group)?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** One example of the page. */
    private record Example(String schema, String source, boolean group, List<String> objects, List<String> refused) {}

    @TestFactory
    List<DynamicTest> everyExampleDoesWhatThePageSays() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Example example : examples()) {
            tests.add(DynamicTest.dynamicTest(
                    example.schema().lines().skip(1).findFirst().orElseThrow(), () -> {
                        Shaping shaping = Shaped.shaping(example.schema(), List.of());
                        assertThat(Shaped.refusal(shaping, "csv", example.source()))
                                .isEmpty();
                        Shaped shaped = example.group()
                                ? Shaped.group(shaping, "csv", example.source())
                                : Shaped.each(shaping, "csv", example.source());
                        assertThat(shaped).isEqualTo(new Shaped(example.objects(), example.refused()));
                    }));
        }
        assertThat(tests).hasSizeGreaterThan(5);
        return tests;
    }

    @Test
    void thePageNamesEveryKeyAndFunction() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(FieldYaml.KEYS).allSatisfy(key -> assertThat(page).contains(key));
        assertThat(FieldYaml.DEFAULTS).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
        assertThat(TextFunction.values())
                .allSatisfy(function -> assertThat(page).contains("`" + function.word() + "("));
    }

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        String schema = "";
        String source = "";
        boolean group = false;
        while (block.find()) {
            String text = block.group(3);
            switch (block.group(1)) {
                case "yaml" -> schema = text;
                case "csv" -> {
                    source = text;
                    group = block.group(2) != null;
                }
                case "json" ->
                    examples.add(new Example(schema, source, group, text.lines().toList(), List.of()));
                case "text" -> {
                    Example sent = examples.remove(examples.size() - 1);
                    examples.add(new Example(
                            sent.schema(),
                            source,
                            group,
                            sent.objects(),
                            text.lines().toList()));
                }
                default -> throw new AssertionError("what is a block of " + block.group(1) + "?");
            }
        }
        return examples;
    }
}
