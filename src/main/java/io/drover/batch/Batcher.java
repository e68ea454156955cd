package io.drover.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Reads batches off a record reader. The same file and limits give the same batches for ever: batch n of a resumed
 * run has the bytes it had before the crash. Not thread-safe.
 */
public final class Batcher {
    /** Rejects are kept in memory until their batch is settled; a file of nothing else is cut at this many. */
    static final int MAX_REJECTS = 1000;

    private final String run;
    private final RecordReader reader;
    private final int groupingLimit;
    private final int maxBytes;
    private final Agreement agreement;
    private boolean held;
    private int number;
    private int jsonCapacity = 1024;
    private int sourceCapacity = 512;

    /**
     * @param groupingLimit the most records in a batch
     * @param maxBytes a batch is closed early when its request body has reached this many bytes
     */
    public Batcher(String run, RecordReader reader, int groupingLimit, int maxBytes) {
        this(run, reader, groupingLimit, maxBytes, Agreement.NONE);
    }

    private Batcher(String run, RecordReader reader, int groupingLimit, int maxBytes, Agreement agreement) {
        this.agreement = agreement;
        this.run = run;
        this.reader = reader;
        this.groupingLimit = groupingLimit;
        this.maxBytes = maxBytes;
    }

    /** From its start, one that closes a batch before a record that differs from the others in one of these fields. */
    public Batcher agreeingIn(Collection<String> fields) {
        return new Batcher(run, reader, groupingLimit, maxBytes, new Agreement(List.copyOf(fields)));
    }

    /**
     * The next batch; empty at the end of the file.
     *
     * @throws IOException when the file can't be read
     */
    public Optional<Batch> next() throws IOException {
        Batch.Records records = new Batch.Records(jsonCapacity, sourceCapacity, Math.min(groupingLimit, 1024));
        List<Reject> rejects = new ArrayList<>(0);
        while (records.count() < groupingLimit
                && records.json.length() < maxBytes
                && rejects.size() < MAX_REJECTS
                && (held || reader.next())) {
            held = false;
            Optional<String> problem = reader.problem();
            if (problem.isPresent()) {
                rejects.add(reject(problem.get()));
            } else {
                records.add(reader);
                if (!agreement.holds(records)) {
                    records.removeLast();
                    held = true;
                    break;
                }
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
