package io.drover.source;

import io.drover.batch.RecordReader;
import io.drover.batch.SourceShape;
import io.drover.load.Load;
import io.drover.load.NearestName;
import io.drover.load.Ordering;
import java.util.ArrayList;
import java.util.List;

/** The columns that a load's Group By, sort headers and ordering key name. */
final class NamedColumns {
    private static final int SHOWN = 1000;

    private NamedColumns() {}

    /**
     * Refuses a CSV file that lacks one of them. What fields a JSON source has is known only from its records.
     *
     * @throws UnreadableSourceException with the columns there are
     */
    static void check(RecordReader reader, Load load) throws UnreadableSourceException {
        for (Named named : all(load)) {
            if (!(reader.shape() instanceof SourceShape.Csv csv)) {
                checkPath(reader, named, load);
            } else if (!csv.columns().isEmpty() && !csv.columns().contains(named.column)) {
                throw missing(named, load, "its columns are " + shown(csv.columns()), csv.columns());
            }
        }
    }

    private static void checkPath(RecordReader reader, Named named, Load load) throws UnreadableSourceException {
        try {
            reader.cells(List.of(named.column));
        } catch (IllegalArgumentException e) {
            throw new UnreadableSourceException("drover.loads." + load.name() + "." + named.key + " names "
                    + named.column + ", which is no path to a field of a JSON record: " + e.getMessage());
        }
    }

    /** A column of Group By that no record of a JSON source has. */
    static UnreadableSourceException missing(String column, Load load) {
        return missing(new Named("group-by", column), load, "no record has that field", List.of());
    }

    private static UnreadableSourceException missing(Named named, Load load, String seen, List<String> columns) {
        String nearest = NearestName.of(named.column, columns)
                .map(name -> "; the nearest is " + name)
                .orElse("");
        return new UnreadableSourceException("the file has no column " + named.column + ", but drover.loads."
                + load.name() + "." + named.key + " names it; " + seen + nearest + ". Correct the file or the load");
    }

    private static String shown(List<String> columns) {
        String all = String.join(", ", columns);
        return all.length() <= SHOWN ? all : all.substring(0, SHOWN) + "…";
    }

    private static List<Named> all(Load load) {
        List<Named> all = new ArrayList<>();
        load.shaping().grouping().groupBy().forEach(column -> all.add(new Named("group-by", column)));
        load.shaping().grouping().sortHeaders().forEach(column -> all.add(new Named("sort-headers", column)));
        if (load.shaping().ordering() instanceof Ordering.ByKey key) {
            all.add(new Named("ordering-key", key.column()));
        }
        return all;
    }

    /** A column and the key that names it. */
    private record Named(String key, String column) {}
}
