package io.drover.run;

import io.drover.source.Claim;
import io.drover.source.StoppedSortingException;
import java.io.IOException;

/** Tells whoever may try again that a step with a claim has failed; the failure goes on to whoever asked for the step. */
record Mishaps(RunListener listener) {
    /** A step that may meet a disk that fails. */
    interface Step<T> {
        T go() throws IOException;
    }

    <T> T told(Claim claim, Step<T> step) throws IOException {
        try {
            return step.go();
        } catch (StoppedSortingException e) {
            // A stop is no failure.
            throw e;
        } catch (IOException | RuntimeException e) {
            listener.failed(claim, e);
            throw e;
        }
    }
}
