package io.drover.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Another process works in the same home folder. */
public final class HomeLockedException extends IOException {
    private static final long serialVersionUID = 1L;

    HomeLockedException(Path state, String holder) {
        super("home folder " + state.toAbsolutePath().getParent() + " is in use by " + holder
                + "; one process works in a home at a time: stop that one, or give this one its own drover.home");
    }
}
