package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Batch;
import io.drover.batch.JsonRecords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code spec/suggestions.yaml}, case by case. */
class SuggestionTest {
    @TestFactory
    Stream<DynamicTest> suggestsWhatASampleTells() throws IOException {
        return cases().stream()
                .map(line -> DynamicTest.dynamicTest(String.valueOf(line.get("id")), () -> {
                    List<String> sent =
                            list(line, "sent").stream().map(String::valueOf).toList();
                    Optional<Suggestion> suggested =
                            Suggestion.of(JsonRecords.batch(sent), tree(String.valueOf(line.get("answer"))));
                    String expected = String.valueOf(line.get("suggested"));
                    assertThat(suggested.map(Suggestion::text).orElse("none")).isEqualTo(expected);
                    suggested.ifPresent(found -> {
                        assertThat(found.isShortForm()).isEqualTo(expected.startsWith("response-split-path="));
                        assertThat(found.remarks()).map(Object.class::cast).isEqualTo(list(line, "remarks"));
                    });
                }));
    }

    @Test
    void aBatchWithoutRecordsSuggestsNothing() {
        Batch nothing = JsonRecords.batch("broken");
        assertThat(Suggestion.of(nothing, tree("{\"errors\":[{\"id\":1}]}"))).isEmpty();
    }

    private static Object tree(String answer) {
        return AnswerJson.read(answer.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static List<Map<?, ?>> cases() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SuggestionTest.class.getResourceAsStream("/spec/suggestions.yaml"))) {
            Map<?, ?> root = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return list(root, "cases").stream()
                    .<Map<?, ?>>map(line -> (Map<?, ?>) line)
                    .toList();
        }
    }

    private static List<?> list(Map<?, ?> map, String key) {
        return map.get(key) instanceof List<?> list ? list : List.of();
    }
}
