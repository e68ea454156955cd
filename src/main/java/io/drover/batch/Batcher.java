package io.drover.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts records into batches, each record a group of its own. */
public final class Batcher implements BatchReader {
    /** Rejects are kept in memory until their batch is settled; a file of nothing else is cut at this many. */
    static final int MAX_REJECTS = 1000;

    private final String run;
    private final RecordReader reader;
    private final int groupingLimit;
    private final int maxBytes;
    private int number;
    private int jsonCapacity = 1024;
    private int sourceCapacity = 512;

    /**
     * @param groupingLimit the most records in a batch
     * @param maxBytes a batch is closed early when its request body has reached this many bytes
     */
    public Batcher(String run, RecordReader reader, int groupingLimit, int maxBytes) {
        this.run = run;
        this.reader = reader;
        this.groupingLimit = groupingLimit;
        this.maxBytes = maxBytes;
    }

    @Override
    public Optional<Batch> next() throws IOException {
        Records records = new Records(jsonCapacity, sourceCapacity, Math.min(groupingLimit, 1024));
        List<Reject> rejects = new ArrayList<>(0);
        while (records.count() < groupingLimit
                && records.json.length() < maxBytes
                && rejects.size() < MAX_REJECTS
                && reader.next()) {
            Optional<String> problem = reader.problem();
            if (problem.isPresent()) {
                rejects.add(reject(problem.get()));
            } else {
                records.add(reader);
            }
        }
        if (records.count() == 0 && rejects.isEmpty()) {
            return Optional.empty();
        }
        jsonCapacity = records.json.length() + records.json.length() / 16 + 64;
        sourceCapacity = records.source.length() + records.source.length() / 16 + 64;
        return Optional.of(new Batch(BatchId.of(run, ++number), records, rejects));
    }

    private Reject reject(String message) {
        Bytes source = new Bytes(256);
        reader.appendSource(source);
        return new Reject(reader.ordinal(), reader.line(), source.toByteArray(), ErrorClass.PARSE, message);
    }
}
