package io.drover.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The groups one request carries, with everything needed to send them and to write the outcomes of their records, so
 * that a batch could travel to another machine. Without Group By each record is a group of its own, so the index of a
 * group is that of its record. Immutable; halves share the buffers of the batch they were cut from.
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

    /** How many groups the request carries; 0 when none of the records that were read is sent. */
    public int size() {
        return to - from;
    }

    /** How many records of the source the groups are made of. */
    public int records() {
        return records.firstRow(to) - records.firstRow(from);
    }

    /**
     * The index (0-based in this batch) of the group's first record. Those of a group follow each other, so it is also
     * the end of the group before; {@link #size()} gives the end of the last one.
     */
    public int firstRecord(int group) {
        return records.firstRow(from + group) - records.firstRow(from);
    }

    public boolean isEmpty() {
        return to == from;
    }

    /** 1-based position in the source of a record (0-based in this batch). */
    public long ordinal(int record) {
        return records.ordinals[row(record)];
    }

    /** 1-based line in the source of a record. */
    public long line(int record) {
        return records.lines[row(record)];
    }

    private int row(int record) {
        return records.firstRow(from) + record;
    }

    /**
     * What stands for the values its records have in the load's ordering key: batches that share one of these numbers
     * are settled one after the other. Empty without an ordering key.
     */
    public long[] orderingKeys() {
        return records.orderingKeys;
    }

    /** Bytes the records and rejects take in result files, one line end each; near enough their size in the source. */
    public long sourceBytes() {
        int rows = records();
        long bytes = rows == 0 ? 0 : records.sourceEnds[row(rows - 1)] - records.sourceStart(row(0)) + rows;
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
        return records() + rejects().size() + filtered();
    }

    /**
     * The same batch with each group it would send transformed. It keeps its id and its records' places in the source,
     * so which records it accounts for does not depend on the transform.
     *
     * @param transform by the group's index (0-based in this batch)
     */
    public Batch transformed(IntFunction<? extends Transformed> transform) {
        Records kept = new Records(records.json.length(), records.source.length(), size());
        List<Reject> rejects = new ArrayList<>(rejects());
        long filtered = filtered();
        for (int index = 0; index < size(); index++) {
            Transformed made = transform.apply(index);
            if (made instanceof Transformed.Json json) {
                kept.add(json.text(), this, index);
            } else if (made instanceof Transformed.Filtered) {
                filtered += firstRecord(index + 1) - firstRecord(index);
            } else {
                for (int record = firstRecord(index); record < firstRecord(index + 1); record++) {
                    rejects.add(reject(record, made));
                }
            }
        }
        rejects.sort(Comparator.comparingLong(Reject::ordinal));
        return new Batch(id, kept, 0, kept.count(), new NotSent(rejects, filtered));
    }

    private Reject reject(int record, Transformed made) {
        Bytes source = new Bytes(256);
        appendSource(record, source);
        return made instanceof Transformed.Refused refused
                ? Reject.violating(ordinal(record), line(record), source.toByteArray(), refused.violations())
                : Reject.unreadable(
                        ordinal(record),
                        line(record),
                        source.toByteArray(),
                        made instanceof Transformed.Failed failed ? failed.message() : "");
    }

    /** Appends a record's cells as result files hold them, see {@link RecordReader#appendSource}. */
    public void appendSource(int record, Bytes to) {
        int row = row(record);
        int start = records.sourceStart(row);
        to.append(records.source.array(), start, records.sourceEnds[row] - start);
    }

    /** The JSON object of one group, as text. */
    public String json(int index) {
        int start = records.jsonStart(from + index);
        return new String(records.json.array(), start, records.jsonEnds[from + index] - start, StandardCharsets.UTF_8);
    }

    /** Bytes of {@link #arrayBody()}. */
    public int bodyBytes() {
        return isEmpty() ? 2 : records.jsonEnds[to - 1] - records.jsonStart(from) + 2;
    }

    /** The request body that carries every group: a JSON array. */
    public byte[] arrayBody() {
        return joined(new byte[] {'['}, (byte) ',', new byte[] {']'});
    }

    /** The JSON objects of every record one after the other, with a byte between two of them. */
    public byte[] joined(byte[] before, byte separator, byte[] after) {
        int start = isEmpty() ? 0 : records.jsonStart(from);
        int length = jsonLength();
        byte[] joined = Arrays.copyOf(before, before.length + length + after.length);
        System.arraycopy(records.json.array(), start, joined, before.length, length);
        System.arraycopy(after, 0, joined, before.length + length, after.length);
        for (int at = from; separator != ',' && at < to - 1; at++) {
            joined[before.length + records.jsonEnds[at] - start] = separator;
        }
        return joined;
    }

    /** Bytes of all JSON objects, with one between two of them. */
    public int jsonLength() {
        return isEmpty() ? 0 : records.jsonEnds[to - 1] - records.jsonStart(from);
    }

    /** Finds fields of one record's JSON object where they stand. */
    public void scan(int index, FieldScan fields) {
        fields.scan(records.json.array(), records.jsonStart(from + index));
    }

    /** The request body of a batch of one group: its JSON object. */
    public byte[] objectBody() {
        if (size() != 1) {
            throw new IllegalStateException("batch " + id + " has " + size() + " groups; an object carries one");
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

    /**
     * What is settled of this batch while the rest goes on: named as its first half, and what is not sent stays with it.
     */
    public Batch without(Rest rest) {
        return copied(id.firstHalf(), rest, false, notSent);
    }

    /** What goes on, named as the second half. */
    public Batch only(Rest rest) {
        return copied(id.secondHalf(), rest, true, NotSent.NOTHING);
    }

    private Batch copied(BatchId name, Rest rest, boolean inRest, NotSent left) {
        if (!rest.fits(size())) {
            throw new IllegalStateException("batch " + id + " has " + size() + " groups, but its rest is " + rest
                    + "; its records are not those that were sent");
        }
        Records kept = new Records(64, 64, size());
        for (int group = 0; group < size(); group++) {
            if (rest.contains(group) == inRest) {
                kept.add(this, group);
            }
        }
        return new Batch(name, kept, 0, kept.count(), left);
    }

    /** Where a group (0-based in this batch) stood in the whole batch, before it was halved or parted. */
    public int place(int group) {
        return records.place(from + group);
    }

    /**
     * The records of several batches in one, in their order. Takes only what is sent: the rejects and filtered records
     * stay with the batches they were read with.
     */
    public static Batch together(BatchId id, List<Batch> parts) {
        int size = parts.stream().mapToInt(Batch::size).sum();
        Records all = new Records(1024, 512, size);
        for (Batch part : parts) {
            for (int index = 0; index < part.size(); index++) {
                all.add(part.json(index), part, index);
            }
        }
        return new Batch(id, all, List.of());
    }

    /** Some of its groups under another name, without what is not sent. */
    public Batch part(BatchId name, int first, int end) {
        return new Batch(name, records, from + first, from + end, NotSent.NOTHING);
    }

    /** The same batch with what is not sent of another one. */
    public Batch withRejectsOf(Batch read) {
        return new Batch(id, records, from, to, read.notSent);
    }

    private int middle() {
        if (size() < 2) {
            throw new IllegalStateException("batch " + id + " has " + size() + " group and can't be halved");
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
}
