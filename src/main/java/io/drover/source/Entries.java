package io.drover.source;

import io.drover.batch.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** Sorted entries, one at a time: a key that orders them, as unsigned bytes, and what belongs to it. */
interface Entries extends Closeable {
    /** Moves to the next entry; false at the end. */
    boolean next() throws IOException;

    /** The key of this entry; valid until the next one. */
    Bytes key();

    /** Appends what belongs to the key. At most once for each entry. */
    void appendValue(Bytes to) throws IOException;

    static int compare(Bytes one, Bytes other) {
        return Arrays.compareUnsigned(one.array(), 0, one.length(), other.array(), 0, other.length());
    }
}
