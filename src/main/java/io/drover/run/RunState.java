package io.drover.run;

import java.util.Locale;

/** Where a run stands. */
public enum RunState {
    /** Batches are being settled, or wait for the next start. */
    RUNNING,
    /** Every record has its outcome; the files are being published. */
    FINISHING,
    /** Published. */
    DONE,
    /** Published, after somebody ended it before all was sent. */
    CANCELLED;

    /** The word that stands in the journal, summaries and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
