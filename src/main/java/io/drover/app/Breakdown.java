package io.drover.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the process when work is lost to an error that nobody does again: memory that is used up, a class that can't
 * be loaded. The journal knows what the next start goes on with; a process that lives and does nothing is noticed by nobody.
 */
final class Breakdown {
    private static final Logger LOG = LoggerFactory.getLogger(Breakdown.class);
    private static final int FAILED = 1;

    private Breakdown() {}

    /** Ends the process at once, without any clean-up, as a kill does. */
    static void end(Throwable cause) {
        try {
            LOG.error(
                    "Drover ends, because work was lost to an error; the next start goes on with all that is recorded."
                            + " reason=\"{}\" remedy=\"if it is memory: a larger -Xmx, or a smaller grouping-limit or"
                            + " concurrency\"",
                    cause.toString(),
                    cause);
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }

    /** What a thread died of that has nobody else to tell it. */
    static void uncaught(Thread thread, Throwable thrown) {
        if (thrown instanceof Error) {
            end(thrown);
        } else {
            LOG.error("A thread has died. thread={}", thread.getName(), thrown);
        }
    }
}
