package io.drover.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransformedTest {
    private static final Batch BATCH =
            JsonRecords.batch("{\"id\":1}", "broken", "{\"id\":3}", "{\"id\":4}", "{\"id\":5}");

    @Test
    void recordsAreSentAsTransformedAndWrittenAsRead() {
        Batch batch = BATCH.transformed(index -> new Transformed.Json("{\"n\":\"" + BATCH.ordinal(index) + "\"}"));
        assertThat(new String(batch.arrayBody(), StandardCharsets.UTF_8))
                .isEqualTo("[{\"n\":\"1\"},{\"n\":\"3\"},{\"n\":\"4\"},{\"n\":\"5\"}]");
        Bytes source = new Bytes(0);
        batch.appendSource(1, source);
        assertThat(source).hasToString("{\"id\":3,");
        assertThat(batch.id()).isEqualTo(BATCH.id());
        assertThat(batch.ordinal(1)).isEqualTo(3);
        assertThat(batch.line(1)).isEqualTo(BATCH.line(1));
    }

    @Test
    void filteredRecordsAreCountedAndNotSent() {
        Batch batch = BATCH.transformed(index -> index == 2 ? new Transformed.Json("{}") : new Transformed.Filtered());
        assertThat(batch.size()).isOne();
        assertThat(batch.ordinal(0)).isEqualTo(4);
        assertThat(batch.filtered()).isEqualTo(3);
        assertThat(batch.sourceRecords()).isEqualTo(BATCH.sourceRecords()).isEqualTo(5);
    }

    @Test
    void failedRecordsAreRejectsInTheOrderOfTheSource() {
        Batch batch = BATCH.transformed(index ->
                index % 2 == 0 ? new Transformed.Failed("no such country") : new Transformed.Json("{\"id\":0}"));
        assertThat(batch.rejects()).extracting(Reject::ordinal).containsExactly(1L, 2L, 4L);
        assertThat(batch.rejects()).extracting(Reject::errorClass).containsOnly(ErrorClass.PARSE);
        assertThat(batch.rejects().get(2).message()).isEqualTo("no such country");
        assertThat(new String(batch.rejects().get(2).source(), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":4,");
        assertThat(batch.sourceRecords()).isEqualTo(5);
    }

    @Test
    void nothingButFilteredRecordsIsStillABatchToSettle() {
        Batch batch = BATCH.transformed(index -> new Transformed.Filtered());
        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.arrayBody()).isEqualTo("[]".getBytes(StandardCharsets.UTF_8));
        assertThat(batch.sourceRecords()).isEqualTo(5);
    }

    @Test
    void whatIsNotSentStaysWithTheFirstHalf() {
        Batch batch = BATCH.transformed(index -> index == 0 ? new Transformed.Filtered() : new Transformed.Json("{}"));
        assertThat(List.of(batch.firstHalf(), batch.secondHalf()))
                .extracting(Batch::filtered)
                .containsExactly(1L, 0L);
        assertThat(batch.firstHalf().sourceRecords() + batch.secondHalf().sourceRecords())
                .isEqualTo(5);
    }

    @Test
    void aHalfCanBeTransformed() {
        Batch half = BATCH.secondHalf().transformed(index -> new Transformed.Json("{\"x\":" + index + "}"));
        assertThat(half.json(0)).isEqualTo("{\"x\":0}");
        assertThat(half.ordinal(0)).isEqualTo(4);
        assertThat(half.sourceRecords()).isEqualTo(2);
    }
}
