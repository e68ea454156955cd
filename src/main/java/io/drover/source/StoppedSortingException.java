package io.drover.source;

import java.io.IOException;

/** Drover stops while the records of a file are brought together; nothing of it is sent yet, and nothing is left. */
public final class StoppedSortingException extends IOException {
    private static final long serialVersionUID = 1L;

    StoppedSortingException() {
        super("Drover stops while Group By brings the records of the file together");
    }
}
