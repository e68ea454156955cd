package io.drover.run;

import io.drover.batch.Batcher;
import io.drover.batch.RecordReader;
import io.drover.connection.Connection;
import io.drover.delivery.RequestBuilder;
import io.drover.load.Load;

/** How a load's records are cut into batches for a connection: one place for those that send them and those that plan. */
public final class Batching {
    private Batching() {}

    /** The batcher of a file that was opened with the load's settings. */
    public static Batcher of(String run, RecordReader reader, Load load, Connection connection) {
        int limit = limit(load, connection);
        Batcher batcher = new Batcher(run, reader, limit, load.maxBatchBytes());
        return limit > 1 ? batcher.agreeingIn(new RequestBuilder(connection).attributes()) : batcher;
    }

    /** The most groups in one batch. */
    static int limit(Load load, Connection connection) {
        return connection.endpoint().bulkSupport() ? load.groupingLimit() : 1;
    }
}
