package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Batch;
import io.drover.batch.Bytes;
import io.drover.batch.Cut;
import io.drover.batch.ErrorClass;
import io.drover.batch.Reject;
import io.drover.batch.Transformed;
import io.drover.testing.Grouped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Batches of groups, from records whose groups stand together. */
class GroupBatchesTest {
    private static final String BILLS = "bill,n\nA,1\nA,2\nA,3\nB,4\nB,5\nC,6\nC,7\nC,8\n";

    @Test
    void theGroupingLimitCountsGroups() throws Exception {
        List<Batch> batches = batches(BILLS, cut(2));
        assertThat(Grouped.bodies(batches))
                .containsExactly(
                        "[{\"r\":[\"1\",\"2\",\"3\"]},{\"r\":[\"4\",\"5\"]}]", "[{\"r\":[\"6\",\"7\",\"8\"]}]");
        assertThat(batches.get(0).size()).isEqualTo(2);
        assertThat(batches.get(0).records()).isEqualTo(5);
        assertThat(batches).extracting(Batch::sourceRecords).containsExactly(5L, 3L);
        assertThat(batches.get(0).sourceBytes()).isEqualTo("A,1\nA,2\nA,3\nB,4\nB,5\n".length());
        assertThat(batches).extracting(batch -> batch.id().name()).containsExactly("1", "2");
    }

    @Test
    void batchesAreHalvedByGroups() throws Exception {
        Batch batch = batches(BILLS, cut(10)).get(0);
        assertThat(Grouped.ordinals(batch.firstHalf())).containsExactly(List.of(1L, 2L, 3L), List.of(4L, 5L));
        Batch second = batch.secondHalf();
        assertThat(Grouped.ordinals(second)).containsExactly(List.of(6L, 7L, 8L));
        assertThat(second.sourceRecords()).isEqualTo(3);
        assertThat(second.sourceBytes()).isEqualTo(12);
        assertThat(second.line(1)).isEqualTo(8);
        assertThat(second.json(0)).isEqualTo("{\"r\":[\"6\",\"7\",\"8\"]}");
        Bytes source = new Bytes(0);
        second.appendSource(2, source);
        assertThat(source).hasToString("C,8");
    }

    @Test
    void aTransformChangesLeavesOutOrRefusesWholeGroups() throws Exception {
        Batch batch = batches(BILLS, cut(10)).get(0).transformed(group -> switch (group) {
            case 0 -> new Transformed.Filtered();
            case 1 -> new Transformed.Failed("no such store");
            default -> new Transformed.Json("{}");
        });
        assertThat(batch.filtered()).isEqualTo(3);
        assertThat(batch.rejects()).extracting(Reject::ordinal).containsExactly(4L, 5L);
        assertThat(Grouped.ordinals(batch)).containsExactly(List.of(6L, 7L, 8L));
        assertThat(batch.sourceRecords()).isEqualTo(8);
    }

    @Test
    void sortHeadersOrderTheRecordsOfAGroupAndLeaveTheSourceAsItIs() throws Exception {
        String csv = "bill,n,s\nA,10,x\nA,9,y\nA,b,x\nA,,z\nA,9.0,x\nA,-1,x\nA,a,x\nB,2,x\nB,1,x\n";
        Cut byNumber = new Cut(10, 1 << 20, List.of("bill"), List.of("n"), Optional.empty(), List.of());
        List<Batch> batches = batches(csv, byNumber);
        assertThat(Grouped.bodies(batches))
                .containsExactly("[{\"r\":[\"\",\"-1\",\"9\",\"9.0\",\"10\",\"a\",\"b\"]},{\"r\":[\"1\",\"2\"]}]");
        assertThat(Grouped.ordinals(batches.get(0)).get(0)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        Cut byBoth = new Cut(10, 1 << 20, List.of("bill"), List.of("s", "n"), Optional.empty(), List.of());
        assertThat(Grouped.bodies(batches(csv, byBoth)))
                .containsExactly("[{\"r\":[\"-1\",\"9.0\",\"10\",\"a\",\"b\",\"9\",\"\"]},{\"r\":[\"1\",\"2\"]}]");
    }

    @Test
    void recordsWithoutAnyKeyAreGroupsOfTheirOwn() throws Exception {
        assertThat(Grouped.bodies(batches("bill,n\n,1\n,2\nA,3\n,4\n", cut(3))))
                .containsExactly("[{\"r\":[\"1\"]},{\"r\":[\"2\"]},{\"r\":[\"3\"]}]", "[{\"r\":[\"4\"]}]");
    }

    @Test
    void aRecordThatCannotBeReadLeavesItsNeighboursTogether() throws Exception {
        List<Batch> batches = batches("bill,n\nA,1\nbad\nA,2\nbad\n", cut(1));
        assertThat(Grouped.bodies(batches)).containsExactly("[{\"r\":[\"1\",\"2\"]}]");
        assertThat(batches.get(0).rejects()).extracting(Reject::ordinal).containsExactly(2L, 4L);
    }

    @Test
    void aGroupThatBreaksTheSchemaFailsWithAllItsRecords() throws Exception {
        List<Batch> batches = batches("bill,n\nA,1\nB,2\nB,BAD\nB,BAD\nC,5\n", cut(10));
        assertThat(Grouped.bodies(batches)).containsExactly("[{\"r\":[\"1\"]},{\"r\":[\"5\"]}]");
        List<Reject> rejects = batches.get(0).rejects();
        assertThat(rejects).extracting(Reject::ordinal).containsExactly(2L, 3L, 4L);
        assertThat(rejects).extracting(Reject::errorClass).containsOnly(ErrorClass.SCHEMA);
        assertThat(rejects)
                .extracting(Reject::message)
                .containsExactly(
                        "its group is not sent because of record 3: 'n' must be good, but was 'BAD'",
                        "'n' must be good, but was 'BAD'",
                        "'n' must be good, but was 'BAD'");
        assertThat(rejects).extracting(reject -> reject.violations().size()).containsExactly(0, 1, 1);
        assertThat(new String(rejects.get(0).source(), StandardCharsets.UTF_8)).isEqualTo("B,2");
    }

    @Test
    void aGroupThatIsTooLargeFailsInBoundedBatchesAndTheNextGoesOn() throws Exception {
        StringBuilder csv = new StringBuilder("bill,n\nA,1\n");
        for (int record = 2; record <= 3001; record++) {
            csv.append("B,").append(record).append('\n');
        }
        csv.append("C,3002\n");
        List<Batch> batches =
                batches(csv.toString(), new Cut(10, 1024, List.of("bill"), List.of(), Optional.empty(), List.of()));
        assertThat(batches).allMatch(batch -> batch.rejects().size() <= 1000);
        assertThat(batches.stream().mapToLong(Batch::sourceRecords).sum()).isEqualTo(3002);
        assertThat(String.join("", Grouped.bodies(batches)))
                .contains("\"1\"", "\"3002\"")
                .doesNotContain("\"2\"");
        List<Reject> rejects =
                batches.stream().flatMap(batch -> batch.rejects().stream()).toList();
        assertThat(rejects).hasSize(3000).extracting(Reject::ordinal).isSorted();
        assertThat(rejects)
                .extracting(Reject::message)
                .allMatch(message -> message.startsWith("its group has more than 1024 bytes"));
    }

    @Test
    void oneRecordIsNeverTooLargeAGroup() throws Exception {
        String csv = "bill,n\nA," + "x".repeat(3000) + "\nB,1\n";
        List<Batch> batches = batches(csv, new Cut(10, 1024, List.of("bill"), List.of(), Optional.empty(), List.of()));
        assertThat(batches).hasSize(2).allMatch(batch -> batch.rejects().isEmpty());
    }

    @Test
    void batchesKnowTheOrderingKeysOfAllTheirRecords() throws Exception {
        String csv = "bill,n\nA,1\nA,2\nB,1\nB,\nC,9\n";
        Cut cut = new Cut(2, 1 << 20, List.of("bill"), List.of(), Optional.of("n"), List.of());
        List<Batch> batches = batches(csv, cut);
        assertThat(batches.get(0).orderingKeys()).hasSize(2);
        assertThat(batches.get(1).orderingKeys()).hasSize(1);
        assertThat(batches(csv, cut(2))).allMatch(batch -> batch.orderingKeys().length == 0);
        Cut single = new Cut(4, 1 << 20, List.of(), List.of(), Optional.of("bill"), List.of());
        assertThat(batches(csv, single))
                .extracting(batch -> batch.orderingKeys().length)
                .containsExactly(2, 1);
    }

    private static Cut cut(int groupingLimit) {
        return new Cut(groupingLimit, 1 << 20, List.of("bill"), List.of(), Optional.empty(), List.of());
    }

    private static List<Batch> batches(String csv, Cut cut) throws Exception {
        try (CsvReader reader = Seen.csvReader(csv.getBytes(StandardCharsets.UTF_8))) {
            return Grouped.batches(reader, cut, "n");
        }
    }
}
