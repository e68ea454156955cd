package io.drover.cli;

import io.drover.result.Summary;

/** What the process says to the one who started it. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int RECORD_ERRORS = 3;
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    static int of(Summary summary) {
        return summary.tally().failed() == 0 ? OK : RECORD_ERRORS;
    }
}
