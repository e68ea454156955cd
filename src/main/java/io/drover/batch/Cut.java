package io.drover.batch;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where a file is cut into batches, and which of them must keep their order.
 *
 * @param groupingLimit the most groups in a batch
 * @param maxBytes a batch is closed early when its request body has reached this many bytes
 * @param groupBy the columns that make a group; none: each record is one
 * @param sortHeaders the columns that order the records of a group
 * @param orderingKey the column whose equal values must be settled one after the other
 * @param agreeingIn a batch is closed before a group that differs from the others in one of these fields of its object
 */
public record Cut(
        int groupingLimit,
        int maxBytes,
        List<String> groupBy,
        List<String> sortHeaders,
        Optional<String> orderingKey,
        List<String> agreeingIn) {
    public Cut {
        groupBy = List.copyOf(groupBy);
        sortHeaders = List.copyOf(sortHeaders);
        agreeingIn = List.copyOf(agreeingIn);
    }

    /** Every record a group of its own, in any order. */
    public Cut(int groupingLimit, int maxBytes) {
        this(groupingLimit, maxBytes, List.of(), List.of(), Optional.empty(), List.of());
    }

    /** The same, with batches that agree in these fields. */
    public Cut agreeingIn(Collection<String> fields) {
        return new Cut(groupingLimit, maxBytes, groupBy, sortHeaders, orderingKey, List.copyOf(fields));
    }

    /** The batches of a source whose records go out as they were read; not for groups. */
    public BatchReader read(String run, RecordReader reader) {
        return new Batcher(run, reader, new Batcher.Unshaped(reader), this);
    }

    /**
     * The batches of a source.
     *
     * @param reader hands over the records of a group one after the other, only those that can't be read between them
     */
    public BatchReader read(String run, RecordReader reader, Shaper shaper) {
        return groupBy.isEmpty() ? new Batcher(run, reader, shaper, this) : new GroupBatcher(run, reader, shaper, this);
    }
}
