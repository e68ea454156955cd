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
    private final Shaper shaper;
    private final List<Cells> record;
    private final Cut cut;
    private final OrderingKeys orderingKeys;
    private final Agreement agreement;
    private boolean held;
    private int number;
    private int jsonCapacity = 1024;
    private int sourceCapacity = 512;

    /** Each record as its reader writes it. */
    public Batcher(String run, RecordReader reader, int groupingLimit, int maxBytes) {
        this(run, reader, new Unshaped(reader), new Cut(groupingLimit, maxBytes));
    }

    /** @param shaper makes the JSON object of each record, or refuses it */
    Batcher(String run, RecordReader reader, Shaper shaper, Cut cut) {
        this.run = run;
        this.reader = reader;
        this.shaper = shaper;
        this.record = List.of(reader.cells(shaper.columns()));
        this.cut = cut;
        this.orderingKeys = new OrderingKeys(reader, cut.orderingKey());
        this.agreement = new Agreement(cut.agreeingIn());
    }

    @Override
    public Optional<Batch> next() throws IOException {
        Records records = new Records(jsonCapacity, sourceCapacity, Math.min(cut.groupingLimit(), 1024));
        List<Reject> rejects = new ArrayList<>(0);
        while (records.count() < cut.groupingLimit()
                && records.json.length() < cut.maxBytes()
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
        jsonCapacity = capacityAfter(records.json);
        sourceCapacity = capacityAfter(records.source);
        records.orderingKeys = orderingKeys.take();
        return Optional.of(new Batch(BatchId.of(run, ++number), records, rejects));
    }

    /** Batches of a file are mostly about as large as the one before. */
    private static int capacityAfter(Bytes last) {
        return last.length() + last.length() / 16 + 64;
    }

    /** False when the record can't be in one batch with those before it, and waits for the next. */
    private boolean add(Records records, List<Reject> rejects) {
        List<Violation> violations = records.add(reader, shaper, record);
        if (!violations.isEmpty()) {
            rejects.add(Reject.violating(reader.ordinal(), reader.line(), source(), violations));
            return true;
        }
        if (!agreement.holds(records)) {
            records.removeLast();
            return false;
        }
        orderingKeys.add(orderingKeys.read());
        return true;
    }

    private byte[] source() {
        Bytes source = new Bytes(256);
        reader.appendSource(source);
        return source.toByteArray();
    }

    /** Every record as its reader writes it: each column a string field of its own name; JSON as it is. */
    record Unshaped(RecordReader reader) implements Shaper {
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
