package io.drover.route;

import io.drover.result.Delivered;
import java.util.OptionalInt;

/** What one batch has cost so far. Used by one thread. */
final class Counts {
    private int attempts;
    private int retries;
    private int requests;
    private int countedRetries;
    private int yields;

    /** @param retries that earlier processes counted */
    Counts(int retries) {
        this.retries = retries;
    }

    /** It is what another batch left. */
    void goOn(Rests.SetOut how) {
        retries = Math.max(retries, how.retries());
        attempts = how.attempts();
        countedRetries += how.again() ? 1 : 0;
    }

    /** The exchanges of the parent are counted with its first half, which is settled whenever the parent is. */
    void carry(Counts parent) {
        requests += parent.requests;
        countedRetries += parent.countedRetries;
        yields += parent.yields;
    }

    /** The batch itself goes out. */
    void attempt() {
        attempts++;
        requests++;
    }

    /** Something is asked about it. */
    void question() {
        requests++;
    }

    /** No exchange took place after all. */
    void notSent(boolean attempt) {
        attempts -= attempt ? 1 : 0;
        requests--;
    }

    int retry() {
        countedRetries++;
        return ++retries;
    }

    void gaveWay() {
        yields++;
    }

    int retries() {
        return retries;
    }

    int attempts() {
        return attempts;
    }

    Delivered delivered(int status) {
        return new Delivered(
                attempts, status == 0 ? OptionalInt.empty() : OptionalInt.of(status), requests, countedRetries, yields);
    }
}
