package io.drover.run;

import io.drover.batch.BatchReader;
import io.drover.batch.Cut;
import io.drover.batch.RecordReader;
import io.drover.connection.Connection;
import io.drover.delivery.RequestBuilder;
import io.drover.load.Grouping;
import io.drover.load.Load;
import io.drover.load.Ordering;
import io.drover.schema.Shapes;
import io.drover.source.GroupedSource;
import io.drover.source.StoppedSortingException;
import io.drover.source.UnreadableSourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** How a load's records are cut into batches for a connection: one place for those that send them and those that plan. */
public final class Batching {
    private Batching() {}

    /**
     * Opens a file with its records in the order that batches need.
     *
     * @param scratch a folder where records may be sorted; nothing is left there when the reader is closed
     * @param stopping asked while they are; when it says so this gives up
     * @throws StoppedSortingException when it gave up
     * @throws UnreadableSourceException when nothing of the file can be sent, with the reason for people
     */
    public static RecordReader open(Path file, Load load, Path scratch, BooleanSupplier stopping)
            throws IOException, UnreadableSourceException {
        RecordReader reader = GroupedSource.open(file, load, scratch, stopping);
        String refusal = Shapes.refusal(load.shaping(), reader.shape());
        if (!refusal.isEmpty()) {
            reader.close();
            throw new UnreadableSourceException(refusal);
        }
        return reader;
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
                limit > 1
                        ? List.copyOf(new RequestBuilder(connection, load.accountOrConnection()).attributes())
                        : List.of());
        return Shapes.shaper(load.shaping(), reader.shape())
                .map(shaper -> cut.read(run, reader, shaper))
                .orElseGet(() -> cut.read(run, reader));
    }

    /** The most groups in one batch. */
    static int limit(Load load, Connection connection) {
        return connection.endpoint().bulkSupport() ? load.groupingLimit() : 1;
    }
}
