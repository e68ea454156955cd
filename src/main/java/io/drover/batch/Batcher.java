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
    private final Shaper shaper;
    private final List<Cells> record;
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
        this(run, reader, new Unshaped(reader), groupingLimit, maxBytes);
    }

    /** @param shaper makes the JSON object of each record, or refuses it */
    public Batcher(String run, RecordReader reader, Shaper shaper, int groupingLimit, int maxBytes) {
        this.run = run;
        this.reader = reader;
        this.shaper = shaper;
        this.record = List.of(reader.cells(shaper.columns()));
        this.groupingLimit = groupingLimit;
        this.maxBytes = maxBytes;
        this.agreement = Agreement.NONE;
    }

    private Batcher(Batcher other, Agreement agreement) {
        this.run = other.run;
        this.reader = other.reader;
        this.shaper = other.shaper;
        this.record = other.record;
        this.groupingLimit = other.groupingLimit;
        this.maxBytes = other.maxBytes;
        this.agreement = agreement;
    }

    /** From its start, one that closes a batch before a record that differs from the others in one of these fields. */
    public Batcher agreeingIn(Collection<String> fields) {
        return new Batcher(this, new Agreement(List.copyOf(fields)));
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
                rejects.add(Reject.unreadable(reader.ordinal(), reader.line(), source(), problem.get()));
            } else {
                held = !add(records, rejects);
                if (held) {
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

    /** False when the record can't be with those before it, and starts the next batch. */
    private boolean add(Batch.Records records, List<Reject> rejects) {
        int before = records.json.length();
        records.begin();
        List<Violation> violations = shaper.shape(record, records.json);
        if (!violations.isEmpty()) {
            records.json.truncate(before);
            rejects.add(Reject.violating(reader.ordinal(), reader.line(), source(), violations));
            return true;
        }
        reader.appendSource(records.source);
        records.end(reader.ordinal(), reader.line());
        if (agreement.holds(records)) {
            return true;
        }
        records.removeLast();
        return false;
    }

    private byte[] source() {
        Bytes source = new Bytes(256);
        reader.appendSource(source);
        return source.toByteArray();
    }

    /** Every record as its reader writes it: each column a string field of its own name; JSON as it is. */
    private record Unshaped(RecordReader reader) implements Shaper {
        @Override
        public List<String> columns() {
            return List.of();
        }

        @Override
        public List<Violation> shape(List<? extends Cells> group, Bytes to) {
            reader.appendJson(to);
            return List.of();
        }
    }
}
