package io.drover.result;

import java.io.IOException;
import java.nio.file.Path;

/** A result file has lost rows that the journal knows to be settled: the run must not go on by itself. */
public final class ResultFileShortException extends IOException {
    private static final long serialVersionUID = 1L;

    ResultFileShortException(Path file, long actual, long recorded) {
        super("result file " + file + " has " + actual + " bytes, but " + recorded
                + " bytes of settled records are recorded in the journal; restore the file from a copy"
                + " and start again, or move the run's folder out of processing/ to give the run up");
    }
}
