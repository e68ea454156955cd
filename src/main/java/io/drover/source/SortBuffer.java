package io.drover.source;

import io.drover.batch.Bytes;
import java.util.Arrays;

/** Entries in memory, to be sorted there. Not thread-safe. */
final class SortBuffer {
    private static final int ROOM_PER_ENTRY = 16;

    private final Bytes bytes = new Bytes(64 * 1024);
    private int[] starts = new int[1024];
    private int[] valueStarts = new int[1024];
    private int count;

    /** About the memory in use. */
    long size() {
        return bytes.length() + (long) count * ROOM_PER_ENTRY;
    }

    boolean isEmpty() {
        return count == 0;
    }

    void add(Bytes key, Bytes value) {
        if (count == starts.length - 1) {
            starts = Arrays.copyOf(starts, count * 2);
            valueStarts = Arrays.copyOf(valueStarts, count * 2);
        }
        starts[count] = bytes.length();
        bytes.append(key.array(), 0, key.length());
        valueStarts[count] = bytes.length();
        bytes.append(value.array(), 0, value.length());
        starts[++count] = bytes.length();
    }

    void clear() {
        bytes.truncate(0);
        count = 0;
    }

    /** The entries in the order of their keys; valid until something is added. */
    Entries sorted() {
        int[] order = new int[count];
        Arrays.setAll(order, at -> at);
        return new Sorted(mergeSorted(order, new int[count]));
    }

    private int[] mergeSorted(int[] order, int[] other) {
        int[] from = order;
        int[] to = other;
        for (int width = 1; width < count; width *= 2) {
            for (int left = 0; left < count; left += 2 * width) {
                merge(from, to, left, Math.min(left + width, count), Math.min(left + 2 * width, count));
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private void merge(int[] from, int[] to, int left, int middle, int end) {
        int one = left;
        int two = middle;
        for (int at = left; at < end; at++) {
            boolean first = two == end || (one < middle && compare(from[one], from[two]) <= 0);
            to[at] = first ? from[one++] : from[two++];
        }
    }

    private int compare(int one, int two) {
        byte[] all = bytes.array();
        return Arrays.compareUnsigned(all, starts[one], valueStarts[one], all, starts[two], valueStarts[two]);
    }

    private final class Sorted implements Entries {
        private final int[] order;
        private final Bytes key = new Bytes(64);
        private int at = -1;

        Sorted(int[] order) {
            this.order = order;
        }

        @Override
        public boolean next() {
            if (++at >= order.length) {
                return false;
            }
            int entry = order[at];
            key.truncate(0);
            key.append(bytes.array(), starts[entry], valueStarts[entry] - starts[entry]);
            return true;
        }

        @Override
        public Bytes key() {
            return key;
        }

        @Override
        public void appendValue(Bytes to) {
            int entry = order[at];
            to.append(bytes.array(), valueStarts[entry], starts[entry + 1] - valueStarts[entry]);
        }

        @Override
        public void close() {
            clear();
        }
    }
}
