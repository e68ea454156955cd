package io.drover.redelivery;

import io.drover.batch.ErrorClass;
import java.time.Duration;

/** The decision on an attempt. */
public sealed interface Verdict {
    /** The destination accepted the request; the response split judges each record. */
    record Settled() implements Verdict {}

    /** Try again without limit; the whole connection waits for {@code delay} first. */
    record Yield(Duration delay, String reason) implements Verdict {}

    /** Try again without limit; this batch alone waits for {@code delay} first. */
    record Wait(Duration delay, String reason) implements Verdict {}

    /**
     * Try again, counted against max retries, after {@code delay}.
     *
     * @param newKey under a key of its own, because the old one only brings the same answer again
     */
    record Retry(Duration delay, String reason, boolean newKey) implements Verdict {
        /** With the same key. */
        public Retry(Duration delay, String reason) {
            this(delay, reason, false);
        }
    }

    /** Ask whether the batch is there before anything else is done with it. */
    record LookUp(String reason) implements Verdict {}

    /** Get one new token and try once more. */
    record Reauthenticate(String reason) implements Verdict {}

    /** The destination is down: the connection pauses, probes, and the batch stays as it is, not counted. */
    record Pause(String reason) implements Verdict {}

    /** Send the two halves as batches of their own. */
    record Halve(String reason) implements Verdict {}

    /** Every record of the batch fails. */
    record GiveUp(ErrorClass errorClass, String reason) implements Verdict {}
}
