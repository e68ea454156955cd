package io.drover.run;

import io.drover.batch.BatchReader;
import io.drover.batch.Cut;
import io.drover.batch.GroupShape;
import io.drover.batch.RecordReader;
import io.drover.connection.Connection;
import io.drover.delivery.RequestBuilder;
import io.drover.load.Grouping;
import io.drover.load.Load;
import io.drover.load.Ordering;
import io.drover.source.GroupedSource;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How a load's records are cut into batches for a connection: one place for those that send them and those that plan. */
public final class Batching {
    private Batching() {}

    /**
     * Opens a file with its records in the order that batches need.
     *
     * @param scratch a folder where records may be sorted; nothing is left there when the reader is closed
     * @throws UnreadableSourceException when nothing of the file can be sent, with the reason for people
     */
    public static RecordReader open(Path file, Load load, Path scratch) throws IOException, UnreadableSourceException {
        return GroupedSource.open(file, load, scratch);
    }

    /** The batches of a file that was opened with the load's settings. */
    public static BatchReader of(String run, RecordReader reader, Load load, Connection connection) {
        int limit = limit(load, connection);
        Grouping grouping = load.shaping().grouping();
        Cut cut = new Cut(
                limit,
                load.maxBatchBytes(),
                grouping.groupBy(),
                grouping.sortHeaders(),
                load.shaping().ordering() instanceof Ordering.ByKey key ? Optional.of(key.column()) : Optional.empty(),
                limit > 1 ? List.copyOf(new RequestBuilder(connection).attributes()) : List.of());
        return grouping.groupBy().isEmpty()
                ? cut.read(run, reader)
                : cut.read(run, reader, new GroupShape(grouping.groupBy(), reader.shape()));
    }

    /** The most groups in one batch. */
    static int limit(Load load, Connection connection) {
        return connection.endpoint().bulkSupport() ? load.groupingLimit() : 1;
    }
}
