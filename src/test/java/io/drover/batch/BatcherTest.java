package io.drover.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatcherTest {
    private static List<Batch> batches(List<String> records, int groupingLimit, int maxBytes) throws IOException {
        Batcher batcher = new Batcher("run-1", new JsonRecords(records), groupingLimit, maxBytes);
        List<Batch> batches = new ArrayList<>();
        for (Optional<Batch> next = batcher.next(); next.isPresent(); next = batcher.next()) {
            batches.add(next.get());
        }
        return batches;
    }

    private static List<String> records(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{\"id\":" + i + ",\"name\":\"" + "ü".repeat(i % 7) + "\"}")
                .toList();
    }

    private static String body(Batch batch) {
        return new String(batch.arrayBody(), StandardCharsets.UTF_8);
    }

    private static String source(Batch batch, int index) {
        Bytes source = new Bytes(0);
        batch.appendSource(index, source);
        return source.toString();
    }

    @Test
    void fillsBatchesUpToTheGroupingLimit() throws IOException {
        List<Batch> batches = batches(records(25), 10, 1 << 20);
        assertThat(batches).extracting(Batch::size).containsExactly(10, 10, 5);
        assertThat(batches).extracting(batch -> batch.id().toString()).containsExactly("run-1/1", "run-1/2", "run-1/3");
        assertThat(batches.get(2).ordinal(0)).isEqualTo(21);
        assertThat(batches.get(2).line(4)).isEqualTo(49);
    }

    @Test
    void carriesEveryRecordOnceWhateverTheLimit() throws IOException {
        List<String> records = records(2500);
        for (int limit : new int[] {1, 3, 999, 1024, 1025, 2500, 250_000}) {
            List<String> carried = new ArrayList<>();
            for (Batch batch : batches(records, limit, 1 << 20)) {
                IntStream.range(0, batch.size()).mapToObj(batch::json).forEach(carried::add);
            }
            assertThat(carried).as("limit %s", limit).isEqualTo(records);
        }
    }

    @Test
    void closesABatchWhenItsBodyHasTheMostBytes() throws IOException {
        List<String> records = Collections.nCopies(10, "{\"a\":\"0123456789\"}");
        assertThat(batches(records, 100, 40)).extracting(Batch::size).containsExactly(3, 3, 3, 1);
        int ofTwo = 2 * 18 + 1;
        assertThat(batches(records, 100, ofTwo)).extracting(Batch::size).containsOnly(2);
        assertThat(batches(records, 100, ofTwo + 1)).extracting(Batch::size).containsExactly(3, 3, 3, 1);
        assertThat(batches(records, 100, 1))
                .extracting(Batch::size)
                .containsOnly(1)
                .hasSize(10);
    }

    @Test
    void givesTheSameBytesWhenTheFileIsReadAgain() throws IOException {
        List<Batch> first = batches(records(100), 7, 300);
        List<Batch> again = batches(records(100), 7, 300);
        assertThat(again).hasSameSizeAs(first);
        for (int at = 0; at < first.size(); at++) {
            assertThat(again.get(at).id()).isEqualTo(first.get(at).id());
            assertThat(again.get(at).arrayBody()).isEqualTo(first.get(at).arrayBody());
        }
    }

    @Test
    void rejectsTravelWithTheBatchTheyWereReadIn() throws IOException {
        List<Batch> batches = batches(List.of("{\"id\":1}", "broken", "{\"id\":2}", "{\"id\":3}", "torn"), 2, 1 << 20);
        assertThat(batches).extracting(Batch::size).containsExactly(2, 1);
        assertThat(batches.get(0).rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.ordinal()).isEqualTo(2);
            assertThat(reject.line()).isEqualTo(3);
            assertThat(reject.source()).asString().isEqualTo("broken");
            assertThat(reject.errorClass()).isEqualTo(ErrorClass.PARSE);
            assertThat(reject.message()).isEqualTo("not an object");
        });
        assertThat(batches.get(0).ordinal(1)).isEqualTo(3);
        assertThat(batches.get(1).rejects()).extracting(Reject::ordinal).containsExactly(5L);
    }

    @Test
    void cutsAFileOfRejectsAlone() throws IOException {
        List<Batch> batches = batches(Collections.nCopies(2500, "broken"), 100_000, 1 << 20);
        assertThat(batches).allMatch(Batch::isEmpty);
        assertThat(batches).extracting(batch -> batch.rejects().size()).containsExactly(1000, 1000, 500);
        assertThat(body(batches.get(0))).isEqualTo("[]");
    }

    @Test
    void anEmptyFileHasNoBatch() throws IOException {
        assertThat(batches(List.of(), 10, 100)).isEmpty();
    }

    @Test
    void bodiesHoldTheRecordsAsTheyWereRead() {
        Batch batch = JsonRecords.batch("{\"id\":1}", "{\"n\":\"é\"}");
        assertThat(body(batch)).isEqualTo("[{\"id\":1},{\"n\":\"é\"}]");
        assertThat(batch.json(1)).isEqualTo("{\"n\":\"é\"}");
        assertThat(source(batch, 1)).isEqualTo("{\"n\":\"é\",");
        assertThat(JsonRecords.batch("{\"n\":\"é\"}").objectBody()).asString().isEqualTo("{\"n\":\"é\"}");
        assertThatThrownBy(batch::objectBody).hasMessageContaining("run-1/1 has 2 groups");
    }

    @Test
    void halvesDownToSingleRecordsWithoutLosingOne() {
        List<String> records = records(11);
        List<Batch> singles = new ArrayList<>();
        halve(JsonRecords.batch(records), singles);
        assertThat(singles).extracting(batch -> batch.json(0)).isEqualTo(records);
        assertThat(singles).extracting(batch -> batch.ordinal(0)).isSorted().doesNotHaveDuplicates();
        assertThat(singles).extracting(Batch::id).doesNotHaveDuplicates();
        for (int at = 0; at < records.size(); at++) {
            Batch single = singles.get(at);
            assertThat(single.id().number()).isEqualTo(1);
            assertThat(body(single)).isEqualTo("[" + records.get(at) + "]");
            assertThat(source(single, 0)).startsWith("{\"id\":" + (at + 1) + ",");
        }
    }

    private static void halve(Batch batch, List<Batch> singles) {
        if (batch.size() == 1) {
            singles.add(batch);
            return;
        }
        assertThat(batch.firstHalf().size() - batch.secondHalf().size()).isBetween(0, 1);
        halve(batch.firstHalf(), singles);
        halve(batch.secondHalf(), singles);
    }

    @Test
    void rejectsStayWithTheFirstHalf() {
        Batch batch = JsonRecords.batch("{\"id\":1}", "broken", "{\"id\":2}", "{\"id\":3}");
        assertThat(batch.firstHalf().size()).isEqualTo(2);
        assertThat(batch.firstHalf().rejects()).hasSize(1);
        assertThat(batch.secondHalf().rejects()).isEmpty();
    }

    @Test
    void aSingleRecordCantBeHalved() {
        Batch batch = JsonRecords.batch("{\"id\":1}");
        assertThatThrownBy(batch::firstHalf).hasMessageContaining("can't be halved");
        assertThatThrownBy(batch::secondHalf).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void halvesAreNamedByTheirParent() {
        BatchId third = BatchId.of("r", 3);
        assertThat(third.firstHalf().secondHalf()).hasToString("r/3.1.2");
        assertThat(third.firstHalf().secondHalf().number()).isEqualTo(3);
        assertThat(BatchId.of("r", 12).number()).isEqualTo(12);
        assertThatThrownBy(() -> BatchId.of("r", 0)).hasMessageContaining("was 0");
    }
}
