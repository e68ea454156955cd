package io.drover.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batches whose records agree in fields, and the finding of fields. */
class AgreementTest {
    private static List<List<Long>> cut(int limit, List<String> fields, String... records) throws IOException {
        BatchReader batcher = new Cut(limit, 1 << 20).agreeingIn(fields).read("run", new JsonRecords(List.of(records)));
        List<List<Long>> batches = new ArrayList<>();
        for (Optional<Batch> next = batcher.next(); next.isPresent(); next = batcher.next()) {
            List<Long> ordinals = new ArrayList<>();
            for (int index = 0; index < next.get().size(); index++) {
                ordinals.add(next.get().ordinal(index));
            }
            batches.add(ordinals);
        }
        return batches;
    }

    @Test
    void aBatchEndsBeforeARecordThatDiffers() throws IOException {
        String a = "{\"shop\":\"a\",\"n\":1}";
        String b = "{\"n\":2,\"shop\":\"b\"}";
        assertThat(cut(10, List.of("shop"), a, a, b, b, b, a))
                .containsExactly(List.of(1L, 2L), List.of(3L, 4L, 5L), List.of(6L));
        assertThat(cut(2, List.of("shop"), a, a, b, b, b, a))
                .containsExactly(List.of(1L, 2L), List.of(3L, 4L), List.of(5L), List.of(6L));
        assertThat(cut(10, List.of(), a, b)).containsExactly(List.of(1L, 2L));
    }

    @Test
    void everyFieldHasToAgree() throws IOException {
        assertThat(cut(
                        10,
                        List.of("a", "b"),
                        "{\"a\":1,\"b\":1}",
                        "{\"a\":1,\"b\":2}",
                        "{\"a\":2,\"b\":2}",
                        "{\"b\":2,\"a\":2}"))
                .containsExactly(List.of(1L), List.of(2L), List.of(3L, 4L));
    }

    @Test
    void recordsWithoutTheFieldAgreeWithEachOther() throws IOException {
        assertThat(cut(10, List.of("a"), "{\"a\":\"\"}", "{}", "{\"b\":{\"a\":1}}", "{\"a\":1}"))
                .containsExactly(List.of(1L), List.of(2L, 3L), List.of(4L));
    }

    @Test
    void theRecordThatClosedABatchIsReadOnce() throws IOException {
        BatchReader batcher = new Cut(9, 1 << 20)
                .agreeingIn(List.of("a"))
                .read("run", new JsonRecords(List.of("{\"a\":1}", "broken", "{\"a\":2}", "broken")));
        Batch first = batcher.next().orElseThrow();
        assertThat(first.size()).isEqualTo(1);
        assertThat(first.rejects()).extracting(Reject::ordinal).containsExactly(2L);
        Batch second = batcher.next().orElseThrow();
        assertThat(second.ordinal(0)).isEqualTo(3);
        assertThat(second.arrayBody()).asString(StandardCharsets.UTF_8).isEqualTo("[{\"a\":2}]");
        assertThat(second.rejects()).extracting(Reject::ordinal).containsExactly(4L);
        assertThat(batcher.next()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            {}                                       ~ ``
            {"x":1}                                  ~ 1
            {"x":"a\\"},{"}                        ~ "a\\"},{"
            {"a":{"x":2},"b":["x",{}],"x":[1,{"y":"]"}]} ~ [1,{"y":"]"}]
            {"x":1,"x":null}                         ~ null
            {"x\\"":1,"xx":2}                      ~ ``
            """)
    void findsAFieldWhereItStands(String json, String value) {
        byte[] bytes = (" " + json + "{\"x\":9}").getBytes(StandardCharsets.UTF_8);
        FieldScan fields = new FieldScan(List.of("x"));
        fields.scan(bytes, 1);
        assertThat(new String(bytes, fields.from(0), fields.end(0) - fields.from(0), StandardCharsets.UTF_8))
                .isEqualTo(value);
        assertThat(fields.found(0)).isEqualTo(!value.isEmpty());
    }

    @Test
    void namesWithQuotesAreFound() {
        byte[] json = "{\"a\\\"\\\\\":7}".getBytes(StandardCharsets.UTF_8);
        FieldScan fields = new FieldScan(List.of("a\"\\"));
        fields.scan(json, 0);
        assertThat(fields.found(0)).isTrue();
    }
}
