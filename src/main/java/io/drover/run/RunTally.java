package io.drover.run;

import io.drover.batch.Tally;

/** What a run has done so far. Safe for many threads; a display may read it at any time. */
public final class RunTally {
    private Tally settled = Tally.NONE;
    private long read;
    private long requests;
    private long retries;
    private long yields;
    private long inFlight;
    private boolean wholeFileRead;
    private double fileShareRead;

    /**
     * A reading at one moment.
     *
     * @param settled what is in the result files and in the journal
     * @param total records of the whole file: exact once it was read to its end, an estimate from its size before
     * @param exact whether {@code total} is exact
     * @param requests HTTP exchanges, those of batches not yet settled included
     * @param retries counted repeats, likewise
     * @param yields repeats that count against no limit, likewise
     * @param inFlight requests whose answer is awaited
     */
    public record Reading(
            Tally settled, long total, boolean exact, long requests, long retries, long yields, long inFlight) {}

    synchronized void readBatch(long records, double share) {
        read += records;
        fileShareRead = share;
    }

    synchronized void readAll() {
        wholeFileRead = true;
    }

    synchronized void settled(Tally batch) {
        settled = settled.plus(batch);
    }

    /** Takes over what earlier processes had settled of a resumed run. */
    synchronized void resume(Tally before) {
        settled = before;
        requests = before.requests();
        retries = before.retries();
        yields = before.yields();
    }

    public synchronized void sent() {
        requests++;
        inFlight++;
    }

    public synchronized void answered() {
        inFlight--;
    }

    /** What seemed to be a request never left this machine. */
    public synchronized void notSent() {
        inFlight--;
        requests--;
    }

    public synchronized void retried() {
        retries++;
    }

    public synchronized void yielded() {
        yields++;
    }

    public synchronized Reading reading() {
        boolean known = wholeFileRead || fileShareRead <= 0;
        long total = known ? read : Math.round(read / Math.min(1, fileShareRead));
        return new Reading(settled, Math.max(total, read), wholeFileRead, requests, retries, yields, inFlight);
    }
}
