package io.drover.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.batch.Batch;
import io.drover.batch.ErrorClass;
import io.drover.batch.JsonRecords;
import io.drover.batch.Outcome;
import io.drover.route.CamelJsonPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseSplitTest {
    private static final PathEngine ENGINE = new CamelJsonPath(new DefaultCamelContext());

    private static ResponseSplit split(String paths, String correlate, Map<String, String> parse) {
        return new ResponseSplit(
                new ResponseReading(SplitPathList.parse(paths).paths(), Correlation.parse(correlate), parse), ENGINE);
    }

    private static Object tree(String json) {
        return AnswerJson.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    /** Answers that drop, add, repeat, reorder and invent results; the truth is by id. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "field:id=$.id"})
    void noRecordSucceedsWithoutASuccessElementOfItsOwn(String correlate) {
        ResponseSplit split = split("$.errors.*,$.success.*", correlate, Map.of("seen", "$.id"));
        Random random = new Random(20261121);
        int settled = 0;
        for (int round = 0; round < 3000; round++) {
            int size = 1 + random.nextInt(6);
            Batch batch = JsonRecords.batch(IntStream.range(0, size)
                    .mapToObj(id -> "{\"name\":\"n\",\"id\":" + id + "}")
                    .toList());
            List<Object> errors = new ArrayList<>();
            List<Object> successes = new ArrayList<>();
            Set<Integer> named = new HashSet<>();
            for (int id : ids(random, size)) {
                boolean error = random.nextInt(4) == 0;
                (error ? errors : successes).add(Map.of("id", random.nextBoolean() ? id : Integer.toString(id)));
                if (!error) {
                    named.add(id);
                }
            }
            Answer answer = new Answer(200, Optional.of(Map.of("errors", errors, "success", successes)));

            Reading reading = split.read(batch, answer);

            assertThat(reading.outcomes()).hasSize(size);
            for (int id = 0; id < size; id++) {
                if (reading.outcomes().get(id) instanceof Outcome.Success success) {
                    assertThat(named).as("round %s: %s", round, answer).contains(id);
                    assertThat(success.parsed()).containsExactly(Integer.toString(id));
                    settled++;
                }
            }
        }
        assertThat(settled).isGreaterThan(500);
    }

    private static List<Integer> ids(Random random, int size) {
        List<Integer> ids = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        if (random.nextBoolean()) {
            Collections.shuffle(ids, random);
        }
        for (int change = random.nextInt(3); change > 0 && !ids.isEmpty(); change--) {
            int at = random.nextInt(ids.size());
            switch (random.nextInt(4)) {
                case 0 -> ids.remove(at);
                case 1 -> ids.add(at, ids.get(random.nextInt(ids.size())));
                case 2 -> ids.set(at, 100 + random.nextInt(5));
                default -> ids.add(100 + random.nextInt(5));
            }
        }
        return ids;
    }

    @Test
    void partsErrorsFromSuccesses() {
        Batch batch = JsonRecords.batch("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
        ResponseSplit split = split("$.errors.*,$.success.*", "auto", Map.of());
        Reading reading = split.read(
                batch,
                new Answer(200, Optional.of(tree("{\"success\":[{\"id\":1},{\"id\":3}],\"errors\":[{\"id\":2}]}"))));
        assertThat(reading.parts()).extracting(ResponsePart::isSuccess).containsExactly(false, true);
        assertThat(reading.parts().get(1).records())
                .extracting(ResponsePart.RecordOutcome::index)
                .containsExactly(0, 2);
        assertThat(ResponsePart.of(List.of())).isEmpty();
        assertThat(split.outcomes(batch, new Answer(204, Optional.empty())))
                .hasSize(3)
                .allMatch(outcome ->
                        outcome instanceof Outcome.Failure failure && failure.errorClass() == ErrorClass.NO_VERDICT);
    }

    @Test
    void readsAHalvedBatchByItsOwnRecords() {
        Batch half = JsonRecords.batch("{\"id\":1}", "{\"id\":2}", "{\"id\":3}").secondHalf();
        Answer answer = new Answer(200, Optional.of(tree("{\"success\":[{\"id\":3}]}")));
        assertThat(split("$.success.*", "field:id=$.id", Map.of()).outcomes(half, answer))
                .singleElement()
                .isInstanceOf(Outcome.Success.class);
    }

    @Test
    void findsValuesAndMessageInTheBodyOfAnErrorStatus() {
        Map<String, String> parse = new LinkedHashMap<>();
        parse.put("status_code", "$.error.code");
        parse.put("error_message", "$.error.text");
        ResponseSplit split = split("", "auto", parse);
        Object body = tree("{\"error\":{\"code\":17,\"text\":\"Too\\u0007 bad\",\"message\":\"other\"}}");
        assertThat(split.parsed(body)).containsExactly("17", "Too\u0007 bad");
        assertThat(split.message(body)).isEqualTo("Too  bad");
        assertThat(split.message(tree("{\"message\":\"fallback\"}"))).isEqualTo("fallback");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'message':'W'}",
                "{'error_message':'W'}",
                "{'detail':'W','title':'t'}",
                "{'title':'W'}",
                "{'error':'W'}",
                "{'error':{'message':'W'}}",
                "{'errors':[{'message':'W'},{'message':'x'}]}",
                "{'errors':['W']}",
                "{'errors':{'detail':'W'}}",
                "{'description':'W'}",
                "{'status':{'message':'W'}}",
                "{'message':{'a':1},'error_description':'W'}",
                "[{'message':'W'}]",
                "'W'"
            })
    void findsTheWordsWhereApisPutThem(String body) {
        assertThat(split("", "auto", Map.of()).message(tree(body.replace('\'', '"'))))
                .isEqualTo("W");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "{'status':'error'}",
                "{'message':''}",
                "{'error':{'error':{'error':{'error':'W'}}}}"
            })
    void findsNoWordsWhereThereAreNone(String body) {
        assertThat(split("", "auto", Map.of()).message(tree(body.replace('\'', '"'))))
                .isEmpty();
    }

    @Test
    void cutsLongWordsBetweenCharacters() {
        String message = split("", "auto", Map.of()).message(Map.of("message", "x".repeat(498) + "😀".repeat(300)));
        assertThat(message).isEqualTo("x".repeat(498) + "…");
    }

    @Test
    void refusesAnExpressionThatIsNoJsonPath() {
        assertThatThrownBy(() -> split("$.a[?(", "auto", Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> split("$.a[?(@.x ==)]", "auto", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a JSONPath");
        assertThatThrownBy(() -> split("", "auto", Map.of("status_code", "$.a[?(@.b")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
