package io.drover.plan;

/** A set of hashes of keys, in one array that grows up to a limit. */
final class KeySet {
    /** Just when the array has grown: four places of 16 bytes, and the two there were before. */
    static final int BYTES_PER_KEY = 96;

    private final int most;
    private long[] slots = new long[2 * 1024];
    private int size;
    private boolean full;

    /** @param most keys that are remembered */
    KeySet(int most) {
        this.most = most;
    }

    int size() {
        return size;
    }

    /** Some keys were not remembered. */
    boolean isFull() {
        return full;
    }

    /** Whether the key was here before; from now on it was, if there is room. */
    boolean isRepeat(byte[] bytes, int from, int length) {
        long one = 0xCBF29CE484222325L;
        long two = length;
        for (int at = from; at < from + length; at++) {
            one = (one ^ bytes[at]) * 0x100000001B3L;
            two = (two + bytes[at]) * 0x9E3779B97F4A7C15L;
            two ^= two >>> 29;
        }
        one = mixed(one + two);
        two = mixed(two) | 1; // 0 marks a free place
        int slot = slot(slots, one, two);
        if (slots[slot + 1] != 0) {
            return true;
        }
        if (size == most) {
            full = true;
            return false;
        }
        slots[slot] = one;
        slots[slot + 1] = two;
        size++;
        if (4 * size > slots.length) {
            grow();
        }
        return false;
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }

    /** The place of the hash, or the free one where it belongs. */
    private static int slot(long[] slots, long one, long two) {
        int mask = slots.length - 2;
        int slot = (int) (one << 1) & mask;
        while (slots[slot + 1] != 0 && (slots[slot] != one || slots[slot + 1] != two)) {
            slot = (slot + 2) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] before = slots;
        long[] after = new long[2 * before.length];
        for (int at = 0; at < before.length; at += 2) {
            if (before[at + 1] != 0) {
                int slot = slot(after, before[at], before[at + 1]);
                after[slot] = before[at];
                after[slot + 1] = before[at + 1];
            }
        }
        slots = after;
    }
}
