package io.drover.response;

import io.drover.batch.Outcome;
import java.time.Duration;
import java.util.Optional;

/** What an answer says of one record. */
public sealed interface ResponseVerdict {
    /** What becomes of the record if it is not sent again. */
    Outcome outcome();

    /** The record is done with. */
    record Settled(Outcome outcome) implements ResponseVerdict {}

    /**
     * The record alone is worth another attempt.
     *
     * @param delay how long the answer asks to wait for this record
     * @param outcome what it is when no attempt is left
     */
    record Retry(Optional<Duration> delay, Outcome.Failure outcome) implements ResponseVerdict {}
}
