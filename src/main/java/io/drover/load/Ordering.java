package io.drover.load;

/** Which batches of a run may be in flight side by side. */
public sealed interface Ordering {
    Ordering NONE = new Any();

    /** Every batch, as far as the connection's concurrency goes. */
    record Any() implements Ordering {}

    /** Those with different values in this column; equal ones go one after the other, in the order of the source. */
    record ByKey(String column) implements Ordering {}

    /** None: the whole file goes in order. */
    record ByFile() implements Ordering {}
}
