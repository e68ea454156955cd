package io.drover.run;

import io.drover.source.Claim;
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
        } catch (IOException | RuntimeException e) {
            listener.failed(claim, e);
            throw e;
        }
    }
}
