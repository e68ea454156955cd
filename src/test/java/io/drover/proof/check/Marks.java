package io.drover.proof.check;

import io.drover.proof.oracle.Ids;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A set of record ids. Ids of one file lie close together. */
final class Marks {
    /** Ids of one file differ in what is below this. */
    static final long PER_FILE = 1_000_000;

    private final Map<Long, BitSet> byFile = new HashMap<>();

    void add(Ids ids) {
        for (long id : ids.all()) {
            byFile.computeIfAbsent(id / PER_FILE, file -> new BitSet()).set((int) (id % PER_FILE));
        }
    }

    boolean contains(long id) {
        BitSet of = byFile.get(id / PER_FILE);
        return of != null && of.get((int) (id % PER_FILE));
    }
}
