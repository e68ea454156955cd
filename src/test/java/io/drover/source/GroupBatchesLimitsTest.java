package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.batch.Batch;
import io.drover.batch.Cut;
import io.drover.batch.GroupKey;
import io.drover.batch.Reject;
import io.drover.testing.Grouped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How much a group may be: exactly that much, and one more. A group is sent as the array of its values of n. */
class GroupBatchesLimitsTest {
    private static final int MEGABYTES_10 = 10 * 1024 * 1024;

    @Test
    void aRecordWhoseKeyIsTooLongIsRefusedAndBreaksNoGroup() throws Exception {
        // Each value takes five bytes besides its text.
        String longest = "k".repeat(GroupKey.LIMIT - 5);
        String tooLong = longest + "k";
        List<Batch> batches = batches("bill,n\nA,1\n" + tooLong + ",2\nA,3\n" + longest + ",4\n", cut(1 << 20));

        assertThat(Grouped.bodies(batches)).containsExactly("[{\"r\":[\"1\",\"3\"]},{\"r\":[\"4\"]}]");
        assertThat(batches.get(0).rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.ordinal()).isEqualTo(2);
            assertThat(new String(reject.source(), StandardCharsets.UTF_8)).isEqualTo(tooLong + ",2");
            assertThat(reject.message())
                    .isEqualTo("the record's Group By values have 65537 bytes together, but at most 65536 are allowed;"
                            + " correct the record or the load's group-by (drover.loads.NAME.group-by)");
        });
    }

    @Test
    void theSourceOfAGroupMayHaveTheMostBytesOfABatch() throws Exception {
        assertThat(refused("bill,n\n" + "AAAAAAAAAA,1\n".repeat(100), 1200)).isZero();
        assertThat(refused("bill,n\n" + "AAAAAAAAAA,1\n".repeat(101), 1200)).isEqualTo(101);
    }

    @Test
    void theObjectOfAGroupMayHaveTheMostBytesOfABatch() throws Exception {
        int object = "{\"r\":[]}".length() + 100 * "\"1\",".length() - 1;

        assertThat(refused("bill,n\n" + "A,1\n".repeat(100), object)).isZero();
        assertThat(refused("bill,n\n" + "A,1\n".repeat(101), object)).isEqualTo(101);
    }

    @Test
    void anObjectThatIsTooLargeLeavesNothingBehind() throws Exception {
        List<Batch> batches =
                batches("bill,n\nA,1\n" + "B,2\n".repeat(99) + "C,3\n" + "D,4\n".repeat(101) + "E,5\n", cut(407));

        assertThat(Grouped.bodies(batches))
                .containsExactly(
                        "[{\"r\":[\"1\"]},{\"r\":[" + "\"2\",".repeat(98) + "\"2\"]}]",
                        "[{\"r\":[\"3\"]},{\"r\":[\"5\"]}]");
        assertThat(batches.get(1).rejects()).hasSize(101);
    }

    /** A hundred bytes are counted for each record beside its text. */
    @Test
    void theRecordsOfAGroupTakeTenMegabytesAtMost() throws Exception {
        String row = "A," + "x".repeat(26) + "\n";
        int most = MEGABYTES_10 / 128;

        assertThat(refused("bill,n\n" + row.repeat(most), Integer.MAX_VALUE)).isZero();
        assertThat(refused("bill,n\n" + row.repeat(most + 1), Integer.MAX_VALUE))
                .isEqualTo(most + 1);
    }

    @Test
    void aBatchEndsWithTheGroupThatFillsItsBytes() throws Exception {
        assertThat(Grouped.bodies(batches("bill,n\nA,1\nB,2\nC,3\n", cut("{\"r\":[\"1\"]}".length()))))
                .hasSize(3);
        assertThat(Grouped.bodies(batches("bill,n\nA,1\nB,2\nC,3\n", cut("{\"r\":[\"1\"]}".length() + 1))))
                .hasSize(2);
    }

    @Test
    void theRecordsOfARefusedGroupComeInBatchesOfAThousand() throws Exception {
        List<Batch> batches = batches("bill,n\n" + "A,1\n".repeat(1499) + "A,BAD\nB,2\n", cut(1 << 20));

        assertThat(batches).extracting(batch -> batch.rejects().size()).containsExactly(1000, 500);
        assertThat(Grouped.bodies(batches)).containsExactly("[]", "[{\"r\":[\"2\"]}]");
        assertThat(batches.stream().flatMap(batch -> batch.rejects().stream()))
                .extracting(Reject::ordinal)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aGroupThatDiffersFromThoseBeforeItWaitsForTheNextBatch() throws Exception {
        String csv = "bill,n\nA,1\nA,1\nB,1\nB,1\nC,2\nD,3\nD,3\nE,3\nE,3\n";
        List<Batch> batches = batches(csv, cut(1 << 20).agreeingIn(List.of("r")));

        assertThat(Grouped.bodies(batches))
                .containsExactly(
                        "[{\"r\":[\"1\",\"1\"]},{\"r\":[\"1\",\"1\"]}]",
                        "[{\"r\":[\"2\"]}]",
                        "[{\"r\":[\"3\",\"3\"]},{\"r\":[\"3\",\"3\"]}]");
        assertThat(batches.get(0).sourceBytes()).isEqualTo(16);
        assertThat(batches.get(1).sourceBytes()).isEqualTo(4);
        assertThat(Grouped.ordinals(batches.get(2))).containsExactly(List.of(6L, 7L), List.of(8L, 9L));
    }

    private static long refused(String csv, int maxBytes) throws Exception {
        return batches(csv, cut(maxBytes)).stream()
                .mapToLong(batch -> batch.rejects().size())
                .sum();
    }

    private static Cut cut(int maxBytes) {
        return new Cut(10, maxBytes, List.of("bill"), List.of(), Optional.empty(), List.of());
    }

    private static List<Batch> batches(String csv, Cut cut) throws Exception {
        try (CsvReader reader = Seen.csvReader(csv.getBytes(StandardCharsets.UTF_8))) {
            return Grouped.batches(reader, cut, "n");
        }
    }
}
