package io.drover.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.batch.Batch;
import io.drover.batch.Cut;
import io.drover.batch.RecordReader;
import io.drover.load.AcrossFiles;
import io.drover.load.Grouping;
import io.drover.load.Load;
import io.drover.load.Ordering;
import io.drover.load.Shaping;
import io.drover.testing.Grouped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupedSourceTest {
    private static final Load BY_BILL = Grouped.load(List.of("bill"), List.of());

    @TempDir
    Path folder;

    @Test
    void recordsOfAGroupFollowEachOtherInTheOrderOfTheirFirst() throws Exception {
        List<Seen> seen = seen("a.csv", "bill,n\nB,1\nA,2\nB,3\n,4\nC,5\n,6\nA,7\n", BY_BILL);
        assertThat(seen).extracting(Seen::ordinal).containsExactly(1L, 3L, 2L, 7L, 4L, 5L, 6L);
        assertThat(seen).extracting(Seen::line).containsExactly(2L, 4L, 3L, 8L, 5L, 6L, 7L);
        assertThat(seen).extracting(Seen::row).containsExactly("B,1", "B,3", "A,2", "A,7", ",4", "C,5", ",6");
        assertThat(seen.get(1).json()).isEqualTo("{\"bill\":\"B\",\"n\":\"3\"}");
    }

    @Test
    void equalValuesAreToldByTheirTextHoweverItIsQuoted() throws Exception {
        String csv = "bill,n\r\n\"x, \"\"y\"\"\",1\r\nB,2\r\n\"x, \"\"y\"\"\",\"a\r\nb\"\r\n\"B\",4\r\nb,5\r\n";
        List<Seen> seen = seen("a.csv", csv, BY_BILL);
        assertThat(seen).extracting(Seen::ordinal).containsExactly(1L, 3L, 2L, 4L, 5L);
        assertThat(seen.get(1).row()).isEqualTo("\"x, \"\"y\"\"\",\"a\r\nb\"");
        assertThat(seen.get(1).line()).isEqualTo(4);
        assertThat(seen.get(2).line()).isEqualTo(3);
    }

    @Test
    void recordsThatCannotBeReadKeepTheirPlaceAndJoinNoGroup() throws Exception {
        List<Seen> seen = seen("a.csv", "bill,n\nragged\nB,1\nA,2\nA,\"x\nB,3\n\n,,,\n", BY_BILL);
        assertThat(seen).extracting(Seen::ordinal).containsExactly(1L, 2L, 5L, 3L, 4L, 6L);
        List<Seen> read = Seen.csv("bill,n\nragged\nB,1\nA,2\nA,\"x\nB,3\n\n,,,\n");
        assertThat(seen).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void jsonRecordsAreGroupedByTheirFields() throws Exception {
        Load byCustomer = Grouped.load(List.of("customer.id", "day"), List.of());
        String json = """
                {"customer":{"id":1},"day":"mo","n":"a\\"é"}
                {"customer":{"id":"1"},"day":"mo"}
                {"customer":{"id":1},"day":"mo","deep":[{"x":1.50},{}]}
                {"other":1}
                {"customer":{"id":1},"day":"tu"}
                {"other":2}
                """;
        List<Seen> seen = seen("a.jsonl", json, byCustomer);
        assertThat(seen).extracting(Seen::ordinal).containsExactly(1L, 3L, 2L, 4L, 5L, 6L);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(Seen.jsonLines(json));
        String document = "[" + json.strip().replace("\n", ",") + "]";
        assertThat(seen("a.json", document, byCustomer))
                .extracting(Seen::json)
                .containsExactlyElementsOf(seen.stream().map(Seen::json).toList());
    }

    @Test
    void aFileLargerThanMemoryIsSortedOnDiskAndNothingIsLeftThere() throws Exception {
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("bill,n,text\n");
        Map<String, List<Long>> expected = new LinkedHashMap<>();
        for (int record = 1; record <= 150_000; record++) {
            String bill = "bill-" + random.nextInt(40_000);
            expected.computeIfAbsent(bill, any -> new ArrayList<>()).add((long) record);
            csv.append(bill)
                    .append(',')
                    .append(record)
                    .append(",\"")
                    .append("x".repeat(random.nextInt(200)))
                    .append("\"\n");
        }
        Path file = Files.writeString(folder.resolve("large.csv"), csv);
        List<Long> ordinals = new ArrayList<>();
        Path scratch = folder.resolve("scratch");
        try (RecordReader reader = GroupedSource.open(file, BY_BILL, scratch, () -> false)) {
            while (reader.next()) {
                ordinals.add(reader.ordinal());
            }
        }
        assertThat(ordinals)
                .containsExactlyElementsOf(
                        expected.values().stream().flatMap(List::stream).toList());
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void aStopEndsTheSortAtEachOfItsStepsAndLeavesNothing() throws Exception {
        StringBuilder csv = new StringBuilder("bill,n\n");
        for (int record = 0; record < 60_000; record++) {
            csv.append("bill-")
                    .append(record % 20_000)
                    .append(",")
                    .append("x".repeat(200))
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("large.csv"), csv);
        Path scratch = folder.resolve("scratch");
        for (int looks = 1; looks < 40; looks += 4) {
            AtomicInteger left = new AtomicInteger(looks);
            assertThatThrownBy(() -> GroupedSource.open(file, BY_BILL, scratch, () -> left.decrementAndGet() <= 0))
                    .isInstanceOf(StoppedSortingException.class);
        }
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void aFileWhoseGroupsStandTogetherIsNotSorted() throws Exception {
        List<Seen> seen = seen("a.csv", "bill,n\nB,1\nB,2\nbad\nB,3\nA,4\n", BY_BILL);
        assertThat(seen).extracting(Seen::ordinal).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(folder.resolve("scratch")).doesNotExist();
    }

    @Test
    void aFileWithoutANamedColumnIsRefusedWithTheNearest() throws Exception {
        Shaping shaping = new Shaping(
                "",
                new Grouping(List.of("bill"), List.of("line_no")),
                new Ordering.ByKey("customer"),
                AcrossFiles.NONE);
        Load load = Grouped.load(shaping);
        assertRefused(
                "bil,line_no,customer\n1,1,1\n",
                load,
                "the file has no column bill, but drover.loads.bills.group-by names it; its columns are bil, line_no,"
                        + " customer; the nearest is bil. Correct the file or the load");
        assertRefused("bill,lineno,customer\n1,1,1\n", load, "sort-headers names it");
        assertRefused("bill,line_no,x\n1,1,1\n", load, "ordering-key names it");
        assertThat(seen("empty.csv", "", load)).isEmpty();
    }

    @Test
    void aJsonFileNoneOfWhoseRecordsHasTheFieldIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{\"a\":1}\n");
        assertThatThrownBy(() -> GroupedSource.open(file, BY_BILL, folder, () -> false))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("no record has that field");
        assertThatThrownBy(
                        () -> GroupedSource.open(file, Grouped.load(List.of("a..b"), List.of()), folder, () -> false))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("no path to a field");
    }

    @Test
    void aFullDiskIsSaidWithItsFolder() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file where the folder should be");
        StringBuilder csv = new StringBuilder("bill,text\n");
        for (int record = 0; record < 60_000; record++) {
            csv.append(record % 2).append(',').append("x".repeat(200)).append('\n');
        }
        Path file = Files.writeString(folder.resolve("a.csv"), csv);
        assertThatThrownBy(() -> GroupedSource.open(file, BY_BILL, blocked.resolve("scratch"), () -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the records can't be brought together by Group By in " + blocked);
    }

    @Test
    void groupsOfASortedFileBecomeBatchesThatRepeat() throws Exception {
        String csv = "bill,n\nB,1\nA,2\nbad\nB,3\nC,4\nA,5\nC,6\nB,7\n";
        List<Batch> batches = batches(csv);
        assertThat(Grouped.bodies(batches))
                .containsExactly("[{\"r\":[\"1\",\"3\",\"7\"]},{\"r\":[\"2\",\"5\"]}]", "[{\"r\":[\"4\",\"6\"]}]");
        assertThat(Grouped.ordinals(batches.get(0))).containsExactly(List.of(1L, 4L, 8L), List.of(2L, 6L));
        assertThat(Grouped.bodies(batches(csv))).isEqualTo(Grouped.bodies(batches));
        assertThat(batches).extracting(Batch::sourceRecords).containsExactly(6L, 2L);
    }

    private List<Batch> batches(String csv) throws Exception {
        Path file = Files.writeString(folder.resolve("b.csv"), csv);
        try (RecordReader reader = GroupedSource.open(file, BY_BILL, folder.resolve("scratch"), () -> false)) {
            return Grouped.batches(
                    reader, new Cut(2, 1 << 20, List.of("bill"), List.of(), Optional.empty(), List.of()), "n");
        }
    }

    private void assertRefused(String csv, Load load, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("refused.csv"), csv);
        assertThatThrownBy(() -> GroupedSource.open(file, load, folder, () -> false))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining(message);
    }

    private List<Seen> seen(String name, String content, Load load) throws Exception {
        Path file = Files.writeString(folder.resolve(name), content);
        return Seen.all(GroupedSource.open(file, load, folder.resolve("scratch"), () -> false));
    }
}
