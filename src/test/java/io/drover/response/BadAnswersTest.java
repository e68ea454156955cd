package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.batch.JsonRecords;
import io.drover.batch.Outcome;
import io.drover.route.CamelJsonPath;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shipped example, spoilt in every way: no record becomes a success that the example did not confirm. */
class BadAnswersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PathEngine ENGINE = new CamelJsonPath(new DefaultCamelContext());

    /** One shipped table's example. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Example(String name, ResponseSplit split, Batch batch, byte[] body, boolean silenceIsSuccess) {
        Set<Integer> succeeded(Optional<Object> json) {
            return succeeded(batch, json);
        }

        Set<Integer> succeeded(Batch sent, Optional<Object> json) {
            Set<Integer> succeeded = new HashSet<>();
            List<Outcome> outcomes = split.outcomes(sent, new Answer(200, json));
            for (int at = 0; at < outcomes.size(); at++) {
                if (outcomes.get(at) instanceof Outcome.Success) {
                    succeeded.add(at);
                }
            }
            return succeeded;
        }

        Set<Integer> succeeded() {
            return succeeded(AnswerJson.read(body));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Example> examples() throws IOException, URISyntaxException {
        List<Example> examples = new ArrayList<>();
        for (Map<String, Object> table : ResponseSpecTest.tables("/spec/responses")) {
            Map<String, Object> one = new LinkedHashMap<>(
                    ResponseSpecTest.map(ResponseSpecTest.list(ResponseSpecTest.required(table, "cases"))
                            .get(0)));
            table.forEach(one::putIfAbsent);
            examples.add(new Example(
                    (String) ResponseSpecTest.required(table, "name"),
                    new ResponseSplit(ResponseSpecTest.reading(table), ENGINE),
                    ResponseSpecTest.batch(one),
                    ResponseSpecTest.body(one),
                    table.containsKey("silence")));
        }
        return examples;
    }

    @Test
    void everyShippedRulesHaveAnExample() throws Exception {
        assertThat(examples()).extracting(Example::name).containsExactlyInAnyOrderElementsOf(ShippedRules.NAMES);
        assertThat(examples()).allMatch(example -> !example.succeeded().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void cutAnywhereItConfirmsNothing(Example example) {
        for (int length = 0; length < example.body().length; length++) {
            Optional<Object> json = AnswerJson.read(Arrays.copyOf(example.body(), length));
            assertThat(example.succeeded(json)).as("%s bytes", length).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void otherBodiesConfirmNothing(Example example) {
        String deep = "[".repeat(5000) + "]".repeat(5000);
        String text = new String(example.body(), StandardCharsets.UTF_8);
        for (String body : List.of(
                "",
                " ",
                "null",
                "{}",
                "[]",
                "true",
                "0",
                "\"ok\"",
                "[[]]",
                "[{}]",
                deep,
                "<!doctype html><html><body>Sign in</body></html>",
                text + text,
                "\u0000" + text)) {
            Optional<Object> json = AnswerJson.read(body.getBytes(StandardCharsets.UTF_8));
            List<Outcome> outcomes = example.split().outcomes(example.batch(), new Answer(200, json));
            assertThat(outcomes)
                    .as(body.substring(0, Math.min(40, body.length())))
                    .allMatch(outcome -> outcome instanceof Outcome.Failure failure
                            && failure.errorClass() == ErrorClass.NO_VERDICT
                            && failure.message().contains("$"));
        }
        byte[] wrong = ("{\"é\":" + text + "}").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(example.succeeded(AnswerJson.read(wrong))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void fewerMoreRepeatedAndUnknownResultsConfirmNothingNew(Example example) {
        Random random = new Random(20261121);
        Set<Integer> confirmed = example.succeeded();
        for (int round = 0; round < 300; round++) {
            Object tree = AnswerJson.read(example.body()).orElseThrow();
            List<List<Object>> lists = new ArrayList<>();
            lists(tree, lists);
            List<Object> list = lists.get(random.nextInt(lists.size()));
            int at = random.nextInt(list.size());
            switch (example.silenceIsSuccess() ? 1 + random.nextInt(2) : random.nextInt(4)) {
                case 0 -> list.remove(at);
                case 1 -> list.add(at, list.get(random.nextInt(list.size())));
                case 2 -> list.add(renamed(list.get(at)));
                default -> list.set(at, null);
            }
            assertThat(confirmed).as("%s", tree).containsAll(example.succeeded(Optional.of(tree)));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theOrderOfNamedResultsDoesNotMatter(Example example) {
        boolean byPosition = Set.of("capillary-v2", "salesforce-collections", "elasticsearch-bulk")
                .contains(example.name());
        Random random = new Random(7);
        for (int round = 0; round < (byPosition ? 0 : 20); round++) {
            Object tree = AnswerJson.read(example.body()).orElseThrow();
            List<List<Object>> lists = new ArrayList<>();
            lists(tree, lists);
            lists.forEach(list -> Collections.shuffle(list, random));
            assertThat(example.succeeded(Optional.of(tree))).isEqualTo(example.succeeded());
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatIsSuggestedConfirmsNothingElse(Example example) {
        Object tree = AnswerJson.read(example.body()).orElseThrow();
        Suggestion suggestion = Suggestion.of(example.batch(), tree).orElseThrow();
        Example suggested = new Example(
                example.name(),
                new ResponseSplit(suggestion.reading(), ENGINE),
                example.batch(),
                example.body(),
                example.silenceIsSuccess());
        Set<Integer> confirmed = suggested.succeeded();
        assertThat(example.succeeded()).as(suggestion.text()).containsAll(confirmed);
        // What only an API's own word tells is not seen in one sample: there nobody is a success by silence.
        assertThat(confirmed.isEmpty()).as(suggestion.text()).isEqualTo(example.silenceIsSuccess());
    }

    @Test
    void anotherRequestsResultsConfirmNothingWhereRecordsAreNamed() throws Exception {
        for (Example example : examples()) {
            if (Set.of("capillary", "hubspot", "microsoft-graph", "mailchimp", "kit", "akamai", "salesforce-composite")
                    .contains(example.name())) {
                List<String> others = new ArrayList<>();
                for (int at = 0; at < example.batch().size(); at++) {
                    others.add(example.batch().json(at).replaceAll(":\"?", "$0" + (at + 1) + "00"));
                }
                assertThat(example.succeeded(JsonRecords.batch(others), AnswerJson.read(example.body())))
                        .as(example.name())
                        .isEmpty();
            }
        }
    }

    /** The lists whose items are objects, but not those inside them. */
    @SuppressWarnings("unchecked")
    private static void lists(Object tree, List<List<Object>> found) {
        if (tree instanceof List<?> list) {
            if (!list.isEmpty() && list.get(0) instanceof Map) {
                found.add((List<Object>) list);
            }
        } else if (tree instanceof Map<?, ?> map) {
            map.values().forEach(value -> lists(value, found));
        }
    }

    private static Object renamed(Object element) {
        try {
            String json = JSON.writeValueAsString(element);
            return JSON.readValue(
                    json.replaceAll("(?<=[:\\[])(\"?)(?=[\\w])(?!true|false|null)", "$187"), Object.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
