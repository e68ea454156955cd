package io.drover.response;

import java.util.Set;

/**
 * Which element of an answer belongs to which record.
 *
 * @param elements those of the answer, one that names several records once for each of them
 * @param recordOf for each element the index of its record in the batch, or {@link #NONE}
 * @param indistinct records that the elements name, but can't tell apart from others of the batch
 * @param silence what to say of a record that no element belongs to
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record Match(Elements elements, int[] recordOf, Set<Integer> indistinct, String silence) {
    static final int NONE = -1;

    /** Belongs to no record of the batch. */
    static Match nothing(Elements elements, String silence) {
        int[] recordOf = new int[elements.size()];
        java.util.Arrays.fill(recordOf, NONE);
        return new Match(elements, recordOf, Set.of(), silence);
    }

    /** The n-th element belongs to the n-th record, in each of the lists. */
    static Match byPosition(Elements elements, int records) {
        int[] recordOf = new int[elements.size()];
        for (int at = 0; at < recordOf.length; at++) {
            int position = elements.position(at);
            recordOf[at] = position < records ? position : NONE;
        }
        return new Match(
                elements,
                recordOf,
                Set.of(),
                "the answer's list has fewer elements than the request had records (" + elements.longest() + " for "
                        + records + ")");
    }
}
