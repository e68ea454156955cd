package io.drover.run;

import io.drover.connection.Connection;
import io.drover.journal.Journal;
import io.drover.redelivery.UnknownOutcome;

/** The journal's mark of one run: batches up to it may have been sent. Moved by one thread at a time. */
final class SentMark {
    /** Batches the journal is told ahead; large, so that the mark costs almost nothing. */
    private static final int STEP = 1024;

    private final Journal journal;
    private final String run;
    private final int atStart;
    private final int ahead;
    private int mark;

    /** @param atStart where earlier processes left it */
    SentMark(Journal journal, String run, Connection connection, int atStart) {
        boolean exact = connection.redelivery().onUnknownOutcome() != UnknownOutcome.RESEND;
        this.journal = journal;
        this.run = run;
        this.atStart = atStart;
        this.ahead = exact ? connection.limits().concurrency() - 1 : STEP;
        this.mark = atStart;
    }

    /** Whether an earlier process may have sent the batch. */
    boolean wasPassed(int number) {
        return number <= atStart;
    }

    /** Tells the journal, before it happens, that batches up to this number may be sent. */
    void pass(int number) {
        if (number > mark) {
            journal.markSent(run, number + ahead);
            mark = number + ahead;
        }
    }
}
