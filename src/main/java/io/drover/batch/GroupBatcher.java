package io.drover.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Cuts records into batches of groups. A group is in memory as a whole; one that is too large for that is refused, and
 * its records are handed on one by one.
 */
final class GroupBatcher implements BatchReader {
    /** As much as one record may have: a group becomes one object, and must fit in memory in every lane. */
    private static final int MAX_GROUP_BYTES = 10 * 1024 * 1024;

    /** What a record takes in memory beside its text, about. */
    private static final int BYTES_PER_RECORD = 100;

    private static final String SETTING = "the load's group-by (drover.loads.NAME.group-by)";

    private final String run;
    private final RecordReader reader;
    private final Shaper shaper;
    private final Cut cut;
    private final int maxGroupBytes;
    private final GroupKey key;
    private final Bytes openKey = new Bytes(64);
    private final HeldGroup held;
    private final OrderingKeys orderingKeys;
    private final Agreement agreement;
    private int number;
    private boolean recordWaits;
    /** The open group can't be in one batch with those before it. */
    private boolean closed;

    private boolean ended;
    /** Why the open group is not sent; its records, also those still to come, are rejects. */
    private Optional<Refusal> refusal = Optional.empty();

    /** How many of the records that are held are rejects already. */
    private int refused;

    private Records records = new Records(0, 0, 1);
    private List<Reject> rejects = List.of();

    GroupBatcher(String run, RecordReader reader, Shaper shaper, Cut cut) {
        this.run = run;
        this.reader = reader;
        this.shaper = shaper;
        this.cut = cut;
        this.maxGroupBytes = Math.min(cut.maxBytes(), MAX_GROUP_BYTES);
        this.key = new GroupKey(reader, cut.groupBy());
        this.held = new HeldGroup(reader, shaper.columns(), cut.sortHeaders());
        this.orderingKeys = new OrderingKeys(reader, cut.orderingKey());
        this.agreement = new Agreement(cut.agreeingIn());
    }

    @Override
    public Optional<Batch> next() throws IOException {
        records = new Records(
                records.json.length() + 1024, records.source.length() + 512, Math.min(cut.groupingLimit(), 1024));
        rejects = new ArrayList<>(0);
        closed = false;
        while (!isFull() && step()) {
            // Each step takes a record in, or ends a group.
        }
        if (records.count() == 0 && rejects.isEmpty()) {
            return Optional.empty();
        }
        records.orderingKeys = orderingKeys.take();
        return Optional.of(new Batch(BatchId.of(run, ++number), records, rejects));
    }

    private boolean isFull() {
        return closed
                || records.count() >= cut.groupingLimit()
                || records.json.length() >= cut.maxBytes()
                || rejects.size() >= Batcher.MAX_REJECTS;
    }

    /** False at the end of the file, with every group ended. */
    private boolean step() throws IOException {
        if (refusal.isPresent() && held.count() > 0) {
            refuseHeld(refusal.get());
            return true;
        }
        ended |= !recordWaits && !reader.next();
        if (ended) {
            endGroup();
            return held.count() > 0;
        }
        recordWaits = false;
        Optional<String> problem = reader.problem();
        if (problem.isPresent()) {
            rejects.add(Reject.unreadable(reader.ordinal(), reader.line(), source(), problem.get()));
        } else {
            take(key.read());
        }
        return true;
    }

    private void take(Bytes read) {
        boolean open = openKey.length() > 0;
        if (key.isTooLong()) {
            reject(Refusal.of("the record's Group By values have " + read.length() + " bytes together, but at most "
                    + GroupKey.LIMIT + " are allowed; correct the record or " + SETTING));
        } else if (open && (key.isEmpty() || !equal(openKey, read))) {
            endGroup();
            // The group that ends may turn out to be refused: its records come first.
            recordWaits = true;
        } else {
            openKey.truncate(0);
            openKey.append(read.array(), 0, read.length());
            hold();
        }
    }

    private void hold() {
        if (refusal.isPresent()) {
            reject(refusal.get());
            return;
        }
        held.add(orderingKeys.read());
        boolean fits = held.sourceBytes() <= maxGroupBytes
                && held.sourceBytes() + (long) held.count() * BYTES_PER_RECORD <= MAX_GROUP_BYTES;
        if (held.count() > 1 && !fits) {
            refusal = Optional.of(tooLarge());
        }
    }

    private Refusal tooLarge() {
        return Refusal.of("its group has more than " + maxGroupBytes + " bytes (" + BYTES_PER_RECORD
                + " counted for each record beside its text); a group may have the load's max-batch-size, and "
                + MAX_GROUP_BYTES + " at most; correct " + SETTING + " or its max-batch-size");
    }

    /** Adds the open group to the batch. Otherwise it stays held: refused, or waiting for the next batch. */
    private void endGroup() {
        if (held.count() > 0) {
            List<HeldGroup.Row> ordered = held.ordered();
            int before = records.json.length();
            List<Violation> violations = records.addObject(shaper, ordered);
            if (!violations.isEmpty()) {
                refusal = Optional.of(Refusal.of(violations, ordered));
                return;
            }
            if (held.count() > 1 && records.json.length() - before > maxGroupBytes) {
                records.json.truncate(before);
                refusal = Optional.of(tooLarge());
                return;
            }
            held.appendTo(records);
            records.endGroup();
            if (!agreement.holds(records)) {
                records.removeLast();
                closed = true;
                return;
            }
            held.appendTo(orderingKeys);
            held.clear();
        }
        refusal = Optional.empty();
        openKey.truncate(0);
    }

    /** Makes rejects of the records that are held, as many as the batch takes. */
    private void refuseHeld(Refusal why) {
        while (refused < held.count() && rejects.size() < Batcher.MAX_REJECTS) {
            rejects.add(held.reject(refused++, why));
        }
        if (refused == held.count()) {
            refused = 0;
            held.clear();
        }
    }

    /** Makes a reject of the record the reader stands at. */
    private void reject(Refusal why) {
        rejects.add(why.reject(-1, reader.ordinal(), reader.line(), source()));
    }

    private byte[] source() {
        Bytes source = new Bytes(256);
        reader.appendSource(source);
        return source.toByteArray();
    }

    private static boolean equal(Bytes one, Bytes other) {
        return Arrays.equals(one.array(), 0, one.length(), other.array(), 0, other.length());
    }
}
