package io.drover.response;

import java.time.Duration;
import java.util.Optional;

/**
 * What response rules say of a request as a whole.
 *
 * @param delay how long the answer asks to wait
 * @param reason one line: the status and the rule that holds
 */
public record RequestVerdict(Kind kind, Optional<Duration> delay, String reason) {
    /** What is to be done with the request's records. */
    public enum Kind {
        /** The request was taken: its lists tell of each record, whatever the status. */
        SUCCESS,
        /** Again, up to max retries. */
        RECOVERABLE,
        /** Again, without limit. */
        YIELDING,
        /** The same request is still at work: this one waits and asks again, without limit. */
        IN_FLIGHT,
        /** Refused for good. */
        FINAL,
        /** Again with a new token. */
        REAUTHENTICATE,
        /** Nothing of it was done. */
        UNPROCESSED
    }
}
