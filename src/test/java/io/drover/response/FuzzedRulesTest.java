package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Batch;
import io.drover.batch.JsonRecords;
import io.drover.batch.Outcome;
import io.drover.route.CamelJsonPath;
import io.drover.testing.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Whatever stands in a rules file, a split path or an answer: a problem that is told, or one outcome for each record. */
class FuzzedRulesTest {
    private static final PathEngine ENGINE = new CamelJsonPath(new DefaultCamelContext());
    private static final Batch BATCH = JsonRecords.batch(List.of("{\"id\":\"1\"}", "{\"id\":\"2\"}", "{\"id\":\"3\"}"));
    private static final List<String> PATHS = List.of(
            "$.result.errors.data.*,$.result.success.data.*",
            "$.errors._",
            "$['a','b'][*].c",
            "$[?(@.id == '1')]",
            "$..data[0:2],$.*",
            "$[\"x,y\"][*]");
    private static final List<String> CONDITIONS = List.of(
            "status == 200 and $.ok == true",
            "not ($.errors is empty or header.x-kind in ['a', 'b'])",
            "all $.items[*].code matches '4[0-9]+'",
            "any $['a'] >= 10 or $.b exists");
    private static final List<String> ANSWERS = List.of(
            "{\"result\":{\"errors\":{\"data\":[{\"id\":\"1\",\"code\":7}]},\"success\":{\"data\":[{\"id\":\"2\"}]}}}",
            "[{\"id\":\"1\",\"success\":true},{\"id\":\"2\",\"success\":false,\"errors\":[{\"message\":\"no\"}]},null]",
            "{\"errors\":[{\"index\":1,\"pointer\":\"/0/id\"}]}");

    @Test
    void aRulesFileIsReadOrItsProblemsAreTold() {
        Fuzz.checkSome(fuzz -> {
            RulesText shipped =
                    ShippedRules.find(fuzz.oneOf(ShippedRules.NAMES)).orElseThrow();
            RulesText rules = new RulesText("r.yaml", fuzz.spoilt(shipped.text()));
            if (rules.problems(ENGINE).isEmpty()) {
                assertThat(rules.description()).isNotNull();
                everyRecordHasAnOutcome(ResponseReading.of(rules), fuzz);
            }
        });
    }

    @Test
    void aSplitPathIsReadOrRefused() {
        Fuzz.check(fuzz -> {
            String text = fuzz.below(3) == 0 ? fuzz.text(12) : fuzz.spoilt(fuzz.oneOf(PATHS));
            try {
                List<String> paths = SplitPathList.parse(text).paths();
                assertThat(paths).allMatch(path -> path.startsWith("$"));
                assertThat(SplitPathList.parse(String.join(",", paths)).paths()).isEqualTo(paths);
                everyRecordHasAnOutcome(new ResponseReading(paths, new Correlation.Auto(), Map.of()), fuzz);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageMatching("(?s).*(path|JSONPath).*");
            }
        });
    }

    @Test
    void aConditionIsReadOrRefused() {
        Fuzz.check(fuzz -> {
            String text = fuzz.below(3) == 0 ? fuzz.text(12) : fuzz.spoilt(fuzz.oneOf(CONDITIONS));
            Optional<Object> tree = AnswerJson.read(answer(fuzz));
            try {
                Condition.Test test = Condition.parse(text).compile(ENGINE);
                boolean holds = test.holds(new Answer(200, tree), tree.orElse(Map.of()));
                assertThat(test.holds(new Answer(200, tree), tree.orElse(Map.of())))
                        .isEqualTo(holds);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageMatching("(?s).*(condition|JSONPath).*");
            }
        });
    }

    @Test
    void aCorrelateSettingIsReadOrRefused() {
        Fuzz.check(fuzz -> {
            String text =
                    fuzz.spoilt(fuzz.oneOf(List.of("auto", "position", "field:external_id=$.id", "field:a=$['b']")));
            try {
                Correlation correlation = Correlation.parse(text);
                everyRecordHasAnOutcome(
                        new ResponseReading(List.of("$.*"), correlation, Map.of("code", "$.code")), fuzz);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageMatching("(?s).*(correlate|JSONPath).*");
            }
        });
    }

    private static byte[] answer(Fuzz fuzz) {
        String text = fuzz.below(2) == 0 ? fuzz.json(4) : fuzz.spoilt(fuzz.oneOf(ANSWERS));
        return fuzz.spoilt(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void everyRecordHasAnOutcome(ResponseReading reading, Fuzz fuzz) {
        ResponseSplit split = new ResponseSplit(reading, ENGINE);
        for (int round = 0; round < 5; round++) {
            Answer answer = new Answer(fuzz.oneOf(List.of(200, 207, 400)), AnswerJson.read(answer(fuzz)));
            List<Outcome> outcomes = split.outcomes(BATCH, answer);
            assertThat(outcomes).hasSize(BATCH.size()).doesNotContainNull();
            assertThat(split.blamed(BATCH, answer, List.of()).keySet())
                    .allMatch(index -> index >= 0 && index < BATCH.size());
            if (split.judgesRequests()) {
                assertThat(split.judge(answer)).isNotNull();
            }
        }
    }
}
