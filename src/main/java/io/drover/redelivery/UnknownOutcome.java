package io.drover.redelivery;

/** What to do with a batch that was sent and whose answer never came. */
public enum UnknownOutcome {
    /** Send the same bytes with the same Idempotency-Key again. */
    RESEND,
    /** Never send again: the records end in the error file as {@code in_doubt}. */
    HOLD,
    /** Ask the destination whether it is there, then resend it or not. */
    LOOK_UP
}
