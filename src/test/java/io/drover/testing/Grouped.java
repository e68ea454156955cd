package io.drover.testing;

import io.drover.batch.Batch;
import io.drover.batch.BatchReader;
import io.drover.batch.Bytes;
import io.drover.batch.Cell;
import io.drover.batch.Cells;
import io.drover.batch.Cut;
import io.drover.batch.RecordReader;
import io.drover.batch.Shaper;
import io.drover.batch.Violation;
import io.drover.load.AcrossFiles;
import io.drover.load.CsvFormat;
import io.drover.load.Duplicates;
import io.drover.load.Grouping;
import io.drover.load.Load;
import io.drover.load.Ordering;
import io.drover.load.Shaping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Loads that group records, and the batches of them: each group an array of its records' values. */
public final class Grouped {
    private Grouped() {}

    /** A load with these columns. */
    public static Load load(List<String> groupBy, List<String> sortHeaders) {
        return load(new Shaping("", new Grouping(groupBy, sortHeaders), Ordering.NONE, AcrossFiles.NONE));
    }

    public static Load load(Shaping shaping) {
        return new Load(
                "bills",
                "crm",
                "",
                Path.of("inbox"),
                Pattern.compile(".*"),
                Duration.ofSeconds(1),
                false,
                Duplicates.REFUSE,
                100,
                1 << 20,
                new CsvFormat(',', StandardCharsets.UTF_8),
                "",
                shaping);
    }

    /** All batches; a value {@code BAD} in the first column shown breaks the schema. */
    public static List<Batch> batches(RecordReader reader, Cut cut, String... shown) throws IOException {
        BatchReader batches = cut.read("run", reader, new Arrays(List.of(shown)));
        List<Batch> all = new ArrayList<>();
        for (Optional<Batch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
            all.add(batch.get());
        }
        return all;
    }

    /** A group as the arrays of its records' values. */
    private record Arrays(List<String> columns) implements Shaper {
        @Override
        public List<Violation> shape(List<? extends Cells> group, Bytes to) {
            List<Violation> violations = new ArrayList<>();
            StringBuilder json = new StringBuilder("{\"r\":[");
            Cell cell = new Cell();
            for (int row = 0; row < group.size(); row++) {
                json.append(row == 0 ? "" : ",");
                for (int column = 0; column < columns.size(); column++) {
                    group.get(row).read(column, cell);
                    if (column == 0 && cell.text().equals("BAD")) {
                        violations.add(new Violation(row, columns.get(0), "must be good", cell.text()));
                    }
                    json.append(column == 0 ? "\"" : "|").append(cell.text());
                }
                json.append('"');
            }
            if (violations.isEmpty()) {
                to.append(json.append("]}").toString());
            }
            return violations;
        }
    }

    /** The groups of batches as text, each batch one line. */
    public static List<String> bodies(List<Batch> batches) {
        return batches.stream()
                .map(batch -> new String(batch.arrayBody(), StandardCharsets.UTF_8))
                .toList();
    }

    /** The ordinals of a batch's records, group by group. */
    public static List<List<Long>> ordinals(Batch batch) {
        return IntStream.range(0, batch.size())
                .mapToObj(group -> IntStream.range(batch.firstRecord(group), batch.firstRecord(group + 1))
                        .mapToObj(batch::ordinal)
                        .toList())
                .toList();
    }
}
