package io.drover.cli;

import io.drover.run.Run;
import io.drover.run.RunListener;
import java.util.Optional;

/** Remembers why a file was not loaded to its end. */
final class Ending implements RunListener {
    private volatile String rejection = "";
    private volatile String suspended = "";
    private volatile String reason = "";

    @Override
    public void suspended(Run run, String why) {
        suspended = run.id();
        reason = why;
    }

    @Override
    public void rejected(String load, String file, String why) {
        rejection = why;
    }

    Optional<String> rejection() {
        return rejection.isEmpty() ? Optional.empty() : Optional.of(rejection);
    }

    /** The run that stays with records pending, and why; empty when there is none. */
    Optional<String> suspension() {
        return suspended.isEmpty()
                ? Optional.empty()
                : Optional.of("run " + suspended + " stopped with records pending: " + reason);
    }
}
