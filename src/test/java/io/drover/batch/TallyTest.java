package io.drover.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Counts of records, and the words for what became of one. */
class TallyTest {
    private static final Tally SOME = new Tally(10, 5, Map.of(ErrorClass.HTTP, 2L, ErrorClass.PARSE, 1L), 3, 7, 4, 6);

    @Test
    void everyRecordSucceededFailedOrWasFiltered() {
        assertThat(SOME.failed()).isEqualTo(3);
        assertThat(SOME.filtered()).isEqualTo(2);
        assertThat(new Tally(8, 5, SOME.failedByClass(), 0, 0, 0, 0).filtered()).isZero();
        assertThatThrownBy(() -> new Tally(7, 5, SOME.failedByClass(), 0, 0, 0, 0))
                .hasMessage("a tally of 7 records can't have 5 successes and 3 failures");
    }

    @Test
    void talliesAddUpCountByCount() {
        Tally other = new Tally(20, 10, Map.of(ErrorClass.HTTP, 1L, ErrorClass.SCHEMA, 4L), 30, 40, 50, 60);
        Tally sum = new Tally(
                30, 15, Map.of(ErrorClass.HTTP, 3L, ErrorClass.PARSE, 1L, ErrorClass.SCHEMA, 4L), 33, 47, 54, 66);

        assertThat(SOME.plus(other)).isEqualTo(sum);
        assertThat(other.plus(SOME)).isEqualTo(sum);
        assertThat(SOME.plus(Tally.NONE)).isEqualTo(SOME);
        assertThat(Tally.NONE.plus(SOME)).isEqualTo(SOME);
    }

    @Test
    void aClassIsOneWordInFilesAndMetrics() {
        assertThat(ErrorClass.values())
                .extracting(ErrorClass::word)
                .containsExactly(
                        "parse", "schema", "http", "response", "exhausted", "no_verdict", "in_doubt", "unprocessed");
    }

    @Test
    void violationsTellWhatStandsThere() {
        Violation first = new Violation(0, "age", "must be an integer", "x");
        Violation second = new Violation(0, "name", "is required", "");

        assertThat(Violation.message(List.of(first, second)))
                .isEqualTo("'age' must be an integer, but was 'x'; 'name' is required, but is empty");
    }

    @Test
    void objectsInMemoryAreABatch() {
        Batch batch = JsonObjects.batch("sample", List.of("{\"a\":1}", "{\"a\":2}"));

        assertThat(batch.id()).hasToString("sample/1");
        assertThat(batch.json(1)).isEqualTo("{\"a\":2}");
        assertThat(List.of(batch.ordinal(0), batch.ordinal(1), batch.line(1))).containsExactly(1L, 2L, 2L);
        Bytes source = new Bytes(0);
        batch.appendSource(1, source);
        assertThat(source).hasToString("{\"a\":2}");
        assertThatThrownBy(() -> JsonObjects.batch("sample", List.of()))
                .hasMessage("a batch must have at least one object, but there is none");
    }
}
