package io.drover.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The records one request carries, with everything needed to send them and to write their outcomes, so that a batch
 * could travel to another machine. Immutable; halves share the buffers of the batch they were cut from.
 */
public final class Batch {
    private final BatchId id;
    private final Records records;
    private final int from;
    private final int to;
    private final NotSent notSent;

    Batch(BatchId id, Records records, List<Reject> rejects) {
        this(id, records, 0, records.count(), new NotSent(rejects, 0));
    }

    private Batch(BatchId id, Records records, int from, int to, NotSent notSent) {
        this.id = id;
        this.records = records;
        this.from = from;
        this.to = to;
        this.notSent = notSent;
    }

    public BatchId id() {
        return id;
    }

    /** How many records the request carries; 0 when none of those that were read is sent. */
    public int size() {
        return to - from;
    }

    public boolean isEmpty() {
        return to == from;
    }

    /** 1-based position in the source of the record at {@code index} (0-based in this batch). */
    public long ordinal(int index) {
        return records.ordinals[from + index];
    }

    /** 1-based line in the source of the record at {@code index}. */
    public long line(int index) {
        return records.lines[from + index];
    }

    /** Bytes the records and rejects take in result files, one line end each; near enough their size in the source. */
    public long sourceBytes() {
        long bytes = isEmpty() ? 0 : records.sourceEnds[to - 1] - records.sourceStart(from) + size();
        for (Reject reject : notSent.rejects()) {
            bytes += reject.source().length + 1;
        }
        return bytes;
    }

    /** Records read together with these that are not sent; they are settled with this batch. */
    public List<Reject> rejects() {
        return notSent.rejects();
    }

    /** How many records a transform left out on purpose; they are settled with this batch. */
    public long filtered() {
        return notSent.filtered();
    }

    /** How many records of the source are settled with this batch: sent, rejected and filtered. */
    public long sourceRecords() {
        return size() + rejects().size() + filtered();
    }

    /**
     * The same batch with each record it would send transformed. It keeps its id and its records' places in the source,
     * so which records it accounts for does not depend on the transform.
     *
     * @param transform by the record's index (0-based in this batch)
     */
    public Batch transformed(IntFunction<? extends Transformed> transform) {
        Records kept = new Records(records.json.length(), records.source.length(), size());
        List<Reject> rejects = new ArrayList<>(rejects());
        long filtered = filtered();
        for (int index = 0; index < size(); index++) {
            Transformed made = transform.apply(index);
            if (made instanceof Transformed.Json json) {
                kept.add(json.text(), this, index);
            } else if (made instanceof Transformed.Failed failed) {
                rejects.add(reject(index, failed.message()));
            } else {
                filtered++;
            }
        }
        rejects.sort(Comparator.comparingLong(Reject::ordinal));
        return new Batch(id, kept, 0, kept.count(), new NotSent(rejects, filtered));
    }

    private Reject reject(int index, String message) {
        Bytes source = new Bytes(256);
        appendSource(index, source);
        return new Reject(ordinal(index), line(index), source.toByteArray(), ErrorClass.PARSE, message);
    }

    /** Appends the record's cells as result files hold them, see {@link RecordReader#appendSource}. */
    public void appendSource(int index, Bytes to) {
        int start = records.sourceStart(from + index);
        to.append(records.source.array(), start, records.sourceEnds[from + index] - start);
    }

    /** The JSON object of one record, as text. */
    public String json(int index) {
        int start = records.jsonStart(from + index);
        return new String(records.json.array(), start, records.jsonEnds[from + index] - start, StandardCharsets.UTF_8);
    }

    /** The request body that carries every record: a JSON array. */
    public byte[] arrayBody() {
        int start = isEmpty() ? 0 : records.jsonStart(from);
        int end = isEmpty() ? 0 : records.jsonEnds[to - 1];
        byte[] body = new byte[end - start + 2];
        body[0] = '[';
        System.arraycopy(records.json.array(), start, body, 1, end - start);
        body[body.length - 1] = ']';
        return body;
    }

    /** The request body of a batch of one record: its JSON object. */
    public byte[] objectBody() {
        if (size() != 1) {
            throw new IllegalStateException("batch " + id + " has " + size() + " records; an object carries one");
        }
        int start = records.jsonStart(from);
        return Arrays.copyOfRange(records.json.array(), start, records.jsonEnds[from]);
    }

    /** The first half, the larger one when the size is odd; what is not sent stays with it. */
    public Batch firstHalf() {
        return new Batch(id.firstHalf(), records, from, middle(), notSent);
    }

    public Batch secondHalf() {
        return new Batch(id.secondHalf(), records, middle(), to, NotSent.NOTHING);
    }

    private int middle() {
        if (size() < 2) {
            throw new IllegalStateException("batch " + id + " has " + size() + " record and can't be halved");
        }
        return from + (size() + 1) / 2;
    }

    /** What was read with the records that are sent and is settled with them. */
    private record NotSent(List<Reject> rejects, long filtered) {
        static final NotSent NOTHING = new NotSent(List.of(), 0);

        NotSent {
            rejects = List.copyOf(rejects);
        }
    }

    /** The buffers records are read into; filled before their batch is made, then never changed. */
    static final class Records {
        final Bytes json;
        final Bytes source;
        private int[] jsonEnds;
        private int[] sourceEnds;
        private long[] ordinals;
        private long[] lines;
        private int count;

        Records(int jsonCapacity, int sourceCapacity, int recordCapacity) {
            json = new Bytes(jsonCapacity);
            source = new Bytes(sourceCapacity);
            jsonEnds = new int[recordCapacity];
            sourceEnds = new int[recordCapacity];
            ordinals = new long[recordCapacity];
            lines = new long[recordCapacity];
        }

        int count() {
            return count;
        }

        void add(RecordReader reader) {
            begin();
            reader.appendJson(json);
            reader.appendSource(source);
            end(reader.ordinal(), reader.line());
        }

        void add(String object, Batch origin, int index) {
            begin();
            json.append(object);
            origin.appendSource(index, source);
            end(origin.ordinal(index), origin.line(index));
        }

        private void begin() {
            if (count == ordinals.length) {
                grow();
            }
            if (count > 0) {
                json.append(',');
            }
        }

        private void end(long ordinal, long line) {
            jsonEnds[count] = json.length();
            sourceEnds[count] = source.length();
            ordinals[count] = ordinal;
            lines[count] = line;
            count++;
        }

        int jsonStart(int index) {
            return index == 0 ? 0 : jsonEnds[index - 1] + 1;
        }

        int sourceStart(int index) {
            return index == 0 ? 0 : sourceEnds[index - 1];
        }

        private void grow() {
            int capacity = ordinals.length + (ordinals.length >> 1) + 1;
            jsonEnds = java.util.Arrays.copyOf(jsonEnds, capacity);
            sourceEnds = java.util.Arrays.copyOf(sourceEnds, capacity);
            ordinals = java.util.Arrays.copyOf(ordinals, capacity);
            lines = java.util.Arrays.copyOf(lines, capacity);
        }
    }
}
