package io.drover.metrics;

import io.drover.run.Run;
import io.drover.run.RunListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers the runs that were broken off since the start, because going on could have lost something. */
public final class BrokenRuns implements RunListener {
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

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
