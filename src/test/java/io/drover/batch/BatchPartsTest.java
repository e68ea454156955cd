package io.drover.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is settled of a batch and what goes on are all of it, each record once. */
class BatchPartsTest {
    private static final Batch BATCH = JsonRecords.batch("{\"a\":0}", "{\"a\":1}", "{\"a\":2}", "{\"a\":3}");

    private static List<String> records(Batch batch) {
        return IntStream.range(0, batch.size()).mapToObj(batch::json).toList();
    }

    @Test
    void aRestAndWhatIsSettledAreTheWhole() {
        Rest rest = Rest.of(BATCH.size(), group -> group % 2 == 1);

        assertThat(records(BATCH.without(rest))).containsExactly("{\"a\":0}", "{\"a\":2}");
        assertThat(records(BATCH.only(rest))).containsExactly("{\"a\":1}", "{\"a\":3}");
        assertThat(BATCH.without(rest).id()).isEqualTo(BATCH.id().firstHalf());
        assertThat(BATCH.only(rest).id()).isEqualTo(BATCH.id().secondHalf());
        assertThat(BATCH.only(rest).ordinal(0)).isEqualTo(BATCH.ordinal(1));
        assertThat(BATCH.only(rest).line(1)).isEqualTo(BATCH.line(3));
    }

    @Test
    void aRestOfAnotherBatchIsRefused() {
        Rest rest = Rest.of(5, group -> group == 4);

        assertThatThrownBy(() -> BATCH.only(rest))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has 4 groups, but its rest is 4");
    }

    @Test
    void halvesAreTheWholeAndTheFirstIsTheLarger() {
        Batch three = JsonRecords.batch("{\"a\":0}", "{\"a\":1}", "{\"a\":2}");

        assertThat(records(three.firstHalf())).containsExactly("{\"a\":0}", "{\"a\":1}");
        assertThat(records(three.secondHalf())).containsExactly("{\"a\":2}");
        assertThat(three.secondHalf().place(0)).isEqualTo(2);
    }

    @Test
    void severalBatchesInOneKeepTheirOrder() {
        Batch other = JsonRecords.batch("{\"b\":0}");
        Batch together = Batch.together(BatchId.of("7", 1), List.of(BATCH.secondHalf(), other));

        assertThat(records(together)).containsExactly("{\"a\":2}", "{\"a\":3}", "{\"b\":0}");
        assertThat(together.id()).isEqualTo(BatchId.of("7", 1));
        assertThat(records(together.part(BatchId.of("8", 1), 2, 3))).containsExactly("{\"b\":0}");
    }

    @Test
    void bodiesAreAsLongAsTheySay() {
        Batch nothing = BATCH.transformed(group -> new Transformed.Filtered());
        for (Batch batch : List.of(
                BATCH, BATCH.firstHalf(), BATCH.secondHalf(), BATCH.secondHalf().secondHalf())) {
            assertThat(batch.bodyBytes()).isEqualTo(batch.arrayBody().length).isEqualTo(batch.jsonLength() + 2);
        }
        assertThat(nothing.bodyBytes()).isEqualTo(nothing.arrayBody().length).isEqualTo(2);
        assertThat(nothing.jsonLength()).isZero();
    }

    @Test
    void objectsAreJoinedByAnyByte() {
        byte[] before = {'<', '<'};
        byte[] after = {'>'};
        assertThat(BATCH.secondHalf().joined(before, (byte) ';', after))
                .asString()
                .isEqualTo("<<{\"a\":2};{\"a\":3}>");
        assertThat(BATCH.firstHalf().joined(new byte[0], (byte) '\n', new byte[0]))
                .asString()
                .isEqualTo("{\"a\":0}\n{\"a\":1}");
        assertThat(BATCH.firstHalf().arrayBody()).asString().isEqualTo("[{\"a\":0},{\"a\":1}]");
    }

    @Test
    void fieldsAreFoundInEachObjectOfAHalf() {
        FieldScan fields = new FieldScan(List.of("a"));
        Batch half = BATCH.secondHalf();

        half.scan(0, fields);
        assertThat((char) fields.bytes()[fields.from(0)]).isEqualTo('2');
        half.scan(1, fields);
        assertThat((char) fields.bytes()[fields.from(0)]).isEqualTo('3');
        assertThat(fields.end(0) - fields.from(0)).isOne();
    }

    @Test
    void sourceBytesCountEachRecordAndRejectWithItsLineEnd() {
        // A record's text in a result file ends with a comma in place of its brace here.
        assertThat(JsonRecords.batch("{\"a\":0}", "broken", "{\"a\":12}").sourceBytes())
                .isEqualTo(8 + 7 + 9);
        assertThat(JsonRecords.batch("broken", "torn").sourceBytes()).isEqualTo(7 + 5);
        assertThat(BATCH.secondHalf().sourceBytes()).isEqualTo(16);
    }

    @Test
    void everyGroupKeepsItsPlaceInTheWholeHoweverItIsParted() {
        Batch six = Batch.together(BatchId.of("7", 1), List.of(BATCH, JsonRecords.batch("{\"b\":0}", "{\"b\":1}")));

        Batch rest = six.secondHalf().only(Rest.of(3, group -> group != 1));

        assertThat(List.of(rest.place(0), rest.place(1))).containsExactly(3, 5);
        assertThat(rest.secondHalf().place(0)).isEqualTo(5);
        assertThat(rest.only(Rest.of(2, group -> group == 1)).place(0)).isEqualTo(5);
        assertThat(six.without(Rest.of(6, group -> group < 4)).place(1)).isEqualTo(5);
        assertThat(rest.id().isFirst()).isFalse();
        assertThat(six.firstHalf().firstHalf().id().isFirst()).isTrue();
    }
}
