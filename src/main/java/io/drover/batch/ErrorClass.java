package io.drover.batch;

import java.util.Locale;

/** Why a record ended in the error file: the {@code _class} column. */
public enum ErrorClass {
    /** The record could not be read. */
    PARSE,
    /** Refused by the destination schema before sending. */
    SCHEMA,
    /** The request was refused for good. */
    HTTP,
    /** The answer names this record as failed. */
    RESPONSE,
    /** Max retries used up. */
    EXHAUSTED,
    /** The answer says nothing about this record. */
    NO_VERDICT,
    /** Sent, outcome unknown, not sent again. */
    IN_DOUBT,
    /** The destination rolled it back or never looked at it. */
    UNPROCESSED;

    /** The word that stands in result files, summaries and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
