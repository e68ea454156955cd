package io.drover.proof.oracle;

/** What an answer means for who asked. */
public enum Kind {
    /** A 2xx that says what became of records. */
    ANSWERED,
    /** A 2xx that says nothing that can be used, or not of all records. */
    NO_VERDICT,
    /** Refused for good. */
    DEFINITE,
    /** Refused because of its size: in smaller parts it may be taken. */
    TOO_LARGE,
    /** Refused, and may be asked again a limited number of times. */
    RECOVERABLE,
    /** Asked to come later, as often as needed. */
    YIELD,
    /** No whole answer: whether it had an effect is not known to who asked. */
    UNKNOWN
}
