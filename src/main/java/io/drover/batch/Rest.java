package io.drover.batch;

import java.util.BitSet;
import java.util.StringJoiner;
import java.util.function.IntPredicate;

/**
 * Which groups of a batch go on as a batch of their own when the others are settled. Its text, such as {@code 0-2,5}, is
 * what the journal keeps, so that the same rest is made of the same batch after a crash.
 */
public final class Rest {
    private final BitSet groups;

    private Rest(BitSet groups) {
        this.groups = groups;
    }

    /** Those of a batch of that size for which this holds. */
    public static Rest of(int size, IntPredicate goesOn) {
        BitSet groups = new BitSet(size);
        for (int group = 0; group < size; group++) {
            groups.set(group, goesOn.test(group));
        }
        return new Rest(groups);
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** How many groups go on. */
    public int size() {
        return groups.cardinality();
    }

    /** Whether the group (0-based in its batch) goes on. */
    public boolean contains(int group) {
        return groups.get(group);
    }

    /** Whether a batch of that size can have such a rest. */
    boolean fits(int size) {
        return groups.length() <= size;
    }

    /** Reads what {@link #toString} wrote. */
    public static Rest parse(String text) {
        BitSet groups = new BitSet();
        for (String range : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            groups.set(first, last + 1);
        }
        return new Rest(groups);
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        for (int first = groups.nextSetBit(0); first >= 0; ) {
            int end = groups.nextClearBit(first);
            text.add(end == first + 1 ? Integer.toString(first) : first + "-" + (end - 1));
            first = groups.nextSetBit(end);
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rest rest && rest.groups.equals(groups);
    }

    @Override
    public int hashCode() {
        return groups.hashCode();
    }
}
