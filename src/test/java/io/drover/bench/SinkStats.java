package io.drover.bench;

import java.time.Clock;
import java.time.Instant;

/** What the sink has seen since the last reset; one thread writes and reads it. */
final class SinkStats {
    /** Requests that were on their way when the 429 left are no violation of its pause. */
    private static final long IN_FLIGHT_TOLERANCE_NANOS = 50_000_000;

    private static final long PAUSE_NANOS = 1_000_000_000;
    private static final long WINDOW_NANOS = 60_000_000_000L;

    private final Clock clock;
    private String firstAt = "";
    private long firstNanos;
    private long lastNanos;
    private long requests;
    private long bodyBytes;
    private long accepted;
    private long refused;
    private long acceptedInWindow;
    private long refusedInWindow;
    private long refusedRecords;
    private long pauseViolations;
    private long lastRefusedNanos;
    /** The first 429 of a row of them that came within one another's pauses: tolerance is given once. */
    private long pauseBegan;

    SinkStats(Clock clock) {
        this.clock = clock;
    }

    void arrived(long now, long bytes) {
        if (requests++ == 0) {
            firstNanos = now;
            firstAt = Instant.now(clock).toString();
        }
        bodyBytes += bytes;
        if (pausedAt(now) && now - pauseBegan > IN_FLIGHT_TOLERANCE_NANOS) {
            pauseViolations++;
        }
    }

    void accepted(long now) {
        accepted++;
        acceptedInWindow += now - firstNanos < WINDOW_NANOS ? 1 : 0;
    }

    /** The whole request was turned away with 429. */
    void refused(long now) {
        refused++;
        refusedInWindow += now - firstNanos < WINDOW_NANOS ? 1 : 0;
        pauseBegan = pausedAt(now) ? pauseBegan : now;
        lastRefusedNanos = now;
    }

    private boolean pausedAt(long now) {
        return lastRefusedNanos != 0 && now - lastRefusedNanos < PAUSE_NANOS;
    }

    /** An accepted request whose answer names all its records as failed. */
    void failed(int records) {
        refusedRecords += records;
    }

    void answered(long now) {
        lastNanos = now;
    }

    @Override
    public String toString() {
        return "first_at=" + firstAt
                + "\nspan_nanos=" + (lastNanos - firstNanos)
                + "\nrequests=" + requests
                + "\nbody_bytes=" + bodyBytes
                + "\naccepted=" + accepted
                + "\nrefused=" + refused
                + "\naccepted_in_window=" + acceptedInWindow
                + "\nrefused_in_window=" + refusedInWindow
                + "\nrefused_records=" + refusedRecords
                + "\npause_violations=" + pauseViolations
                + "\n";
    }
}
