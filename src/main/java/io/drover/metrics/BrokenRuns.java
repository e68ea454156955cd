package io.drover.metrics;

import io.drover.run.Run;
import io.drover.run.RunListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the runs that were broken off and not gone on with, because going on could have lost something. */
public final class BrokenRuns implements RunListener {
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    /** It was opened again, and may do better. */
    @Override
    public void started(Run run) {
        reasons.remove(run.id());
    }

    @Override
    public void suspended(Run run, String reason) {
        if (run.isBroken()) {
            reasons.put(run.id(), reason);
        }
    }

    /** Run id to reason. */
    Map<String, String> reasons() {
        return Map.copyOf(reasons);
    }
}
