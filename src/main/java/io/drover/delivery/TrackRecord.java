package io.drover.delivery;

import io.drover.redelivery.AttemptResult;
import io.drover.redelivery.Verdict;

/**
 * What a connection's answers have shown so far: credentials proved good, batches given up in a row.
 *
 * <p>Credentials that were good can be revoked: as many 401 or 403 in a row as exhausted batches pause a connection
 * take the proof away, so a revoked key does not burn a whole file into the error file.
 *
 * <p>Readable from any thread; written under the gate's lock.
 */
final class TrackRecord {
    private final int refusalsToDoubt;
    private volatile boolean accepted;
    private volatile int exhaustedInARow;
    private volatile int notFoundInARow;
    private int refusedInARow;

    /**
     * A record without entries.
     *
     * @param refusalsToDoubt 401 and 403 in a row that take the proof away; 0: never
     */
    TrackRecord(int refusalsToDoubt) {
        this.refusalsToDoubt = refusalsToDoubt;
    }

    boolean accepted() {
        return accepted;
    }

    int exhaustedInARow() {
        return exhaustedInARow;
    }

    int notFoundInARow() {
        return notFoundInARow;
    }

    /** An answer came, whatever it says. */
    void answered(AttemptResult.Answered answer) {
        // Only the gate writes, under its lock.
        int before = notFoundInARow;
        notFoundInARow = answer.isNotFound() ? before + 1 : 0;
    }

    void settled() {
        accepted = true;
        exhaustedInARow = 0;
        refusedInARow = 0;
    }

    void exhausted() {
        // Only the gate writes, under its lock.
        int before = exhaustedInARow;
        exhaustedInARow = before + 1;
    }

    void refused(Verdict verdict) {
        refusedInARow++;
        if (verdict instanceof Verdict.Pause || (refusalsToDoubt > 0 && refusedInARow >= refusalsToDoubt)) {
            accepted = false;
        }
    }

    static boolean isRefusal(AttemptResult result) {
        return result instanceof AttemptResult.Answered answer && answer.refusesCredentials();
    }
}
